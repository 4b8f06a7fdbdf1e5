/* promote: the beginning of a school year.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "jiaozhuang-cli"
#include "config.h"

#include <glib/gi18n.h>
#include <stdio.h>

#include "cli.h"
#include "jz-calendar.h"
#include "jz-people.h"
#include "jz-promotion.h"

static int run_promote (Cli *cli, int argc, char **argv, GError **error);

const CliCommand cli_promote_commands[] = {
  { "promote", "[--year Y] [--go-on] [--new GRADE:N]… [--dry-run]",
    N_("Begin a school year: classes go up, the highest leave, new ones come"), run_promote },
  { NULL, NULL, NULL, NULL },
};

typedef struct
{
  JzPromotion promotion;
  GPtrArray  *plan;
} Promote;

static gboolean
plan_cb (JzConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Promote *self = data;

  self->plan = jz_promotion_plan (connection, &self->promotion, error);
  return self->plan != NULL;
}

static gboolean
apply_cb (JzOperation *operation, gpointer data, GError **error)
{
  Promote *self = data;

  return jz_promotion_apply (operation, &self->promotion, error);
}

/* "7:4" */
static gboolean
read_fresh (JzPromotion *promotion, char **fresh, GError **error)
{
  for (guint i = 0; fresh != NULL && fresh[i] != NULL; i++)
    {
      int  grade, n;
      char rest;

      if (sscanf (fresh[i], "%2d:%2d%c", &grade, &n, &rest) != 2 || grade < 1 || grade > JZ_GRADE_HIGHEST || n < 0)
        return cli_usage_error (error, _("%s: this is no grade with a number of classes, such as 7:4"), fresh[i]);
      promotion->fresh[grade] = n;
    }
  return TRUE;
}

static void
say_class (Cli *cli, JsonBuilder *json, const JzPromotionClass *class)
{
  g_autofree char *next = class->next != 0 ? jz_class_name (class->next, class->number) : NULL;

  json_builder_begin_object (json);
  cli_json_text (json, "class", class->name);
  cli_json_text (json, "becomes", next);
  cli_json_number (json, "pupils", class->pupils);
  json_builder_end_object (json);
  cli_say (cli, "%s\t%s", class->name, next != NULL ? next : _("leaves"));
}

static void
say (Cli *cli, const Promote *self)
{
  JsonBuilder *json = json_builder_new ();

  json_builder_begin_object (json);
  cli_json_number (json, "year", self->promotion.school_year);
  json_builder_set_member_name (json, "classes");
  json_builder_begin_array (json);
  for (guint i = 0; i < self->plan->len; i++)
    say_class (cli, json, g_ptr_array_index (self->plan, i));
  json_builder_end_array (json);
  json_builder_end_object (json);
  cli_end_json (cli, json);
}

static int
run_promote (Cli *cli, int argc, char **argv, GError **error)
{
  char             **fresh = NULL;
  gboolean           dry_run = FALSE, ok;
  Promote            self = { .promotion.school_year = jz_school_year (jz_date_today ()) };
  const GOptionEntry entries[] = {
    { "year", 0, 0, G_OPTION_ARG_INT, &self.promotion.school_year, N_("The school year that begins; this one unless said"), N_("YEAR") },
    { "go-on", 0, 0, G_OPTION_ARG_NONE, &self.promotion.goes_on, N_("Who ends a stage stays, where the school has the next one"), NULL },
    { "new", 0, 0, G_OPTION_ARG_STRING_ARRAY, &fresh, N_("So many new classes in this grade"), N_("GRADE:N") },
    { "dry-run", 0, 0, G_OPTION_ARG_NONE, &dry_run, N_("Only say what would become of the classes"), NULL },
    { NULL },
  };

  if (!cli_parse (cli, &cli_promote_commands[0], entries, &argc, &argv, 0, 0, error) ||
      !read_fresh (&self.promotion, fresh, error) || !(dry_run ? cli_open (cli, error) : cli_sign_in (cli, error)))
    return -1;
  ok = jz_store_read_sync (cli->store, plan_cb, &self, NULL, error) &&
       (dry_run || cli_write (cli, &jz_action_promote, apply_cb, &self, NULL, NULL, error));
  if (ok)
    say (cli, &self);
  g_clear_pointer (&self.plan, g_ptr_array_unref);
  return ok ? 0 : -1;
}
