/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-app"
#include "config.h"

#include "jz-language.h"

#include <gtk/gtk.h>
#include <libintl.h>
#include <locale.h>

#include "jz-settings.h"

void
jz_language_set_up (void)
{
  g_autofree char *chosen = jz_settings_get (JZ_SETTING_LANGUAGE);
  const char      *folder = g_getenv ("JIAOZHUANG_LOCALEDIR"); /* not yet installed */

  if (*chosen != '\0')
    g_setenv ("LANGUAGE", chosen, TRUE);
  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, folder != NULL ? folder : LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
}

static gboolean
realized_cb (GSignalInvocationHint *hint, guint n_values, const GValue *values, gpointer language)
{
  GtkWidget *widget = g_value_get_object (&values[0]);

  if (GTK_IS_LABEL (widget) || GTK_IS_INSCRIPTION (widget) || GTK_IS_TEXT (widget) || GTK_IS_TEXT_VIEW (widget) ||
      GTK_IS_DRAWING_AREA (widget))
    pango_context_set_language (gtk_widget_get_pango_context (widget), language);
  return TRUE;
}

void
jz_language_set_up_text (void)
{
  PangoLanguage *chinese = pango_language_from_string ("zh-cn");

  if (pango_language_get_default () == chinese)
    return;
  /* There is no setting for this, and a widget's context knows nothing of its parent's. */
  g_type_ensure (GTK_TYPE_WIDGET);
  g_type_class_unref (g_type_class_ref (GTK_TYPE_WIDGET));
  g_signal_add_emission_hook (g_signal_lookup ("realize", GTK_TYPE_WIDGET), 0, realized_cb, chinese, NULL);
}
