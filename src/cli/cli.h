/* cli: what every command of jiaozhuang-cli shares.
 *
 * A command group is a file with a table of CliCommand. A command parses its own options with
 * cli_parse(), works through the core, and prints either words or, with --json, exactly one document.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <json-glib/json-glib.h>

#include "jz-report.h"
#include "jz-import.h"
#include "jz-store.h"

G_BEGIN_DECLS

typedef struct
{
  char    *school;   /* --school */
  char    *as;       /* --as */
  gboolean json;
  gboolean quiet;
  double   wait;     /* seconds */
  JzStore *store;    /* after cli_open() */
  JzActor  actor;    /* after cli_sign_in() */
  GPtrArray *options; /* texts that live as long as this: what cli_parse() read */
} Cli;

/* The exit status (0, or 1 when done but with rejects or faults), or -1 with @error. */
typedef int (*CliRun) (Cli *cli, int argc, char **argv, GError **error);

typedef struct
{
  const char *name;    /* "import ledger": up to two words */
  const char *usage;   /* "FILE [--mapping FILE]" */
  const char *summary; /* msgid */
  CliRun      run;
} CliCommand;

/* The groups, each ending with a NULL name. */
extern const CliCommand cli_file_commands[];
extern const CliCommand cli_promote_commands[];
extern const CliCommand cli_journal_commands[];
extern const CliCommand cli_search_commands[];
extern const CliCommand cli_entry_commands[];
extern const CliCommand cli_import_commands[];
extern const CliCommand cli_lab_commands[];
extern const CliCommand cli_lab_lesson_commands[];
extern const CliCommand cli_lab_report_commands[];
extern const CliCommand cli_labels_commands[];
extern const CliCommand cli_package_commands[];
extern const CliCommand cli_demo_commands[];
extern const CliCommand cli_agreements_commands[];
extern const CliCommand cli_stocktake_commands[];
extern const CliCommand cli_purchase_commands[];
extern const CliCommand cli_purchase_show_commands[];
extern const CliCommand cli_purchase_step_commands[];
extern const CliCommand cli_upkeep_commands[];
extern const CliCommand cli_care_commands[];
extern const CliCommand cli_numbering_commands[];
extern const CliCommand cli_network_commands[];
extern const CliCommand cli_ratio_commands[];
extern const CliCommand cli_attach_commands[];
extern const CliCommand cli_value_commands[];
extern const CliCommand cli_budget_commands[];
extern const CliCommand cli_call_number_commands[];
extern const CliCommand cli_catalogue_commands[];
extern const CliCommand cli_accession_commands[];
extern const CliCommand cli_lookup_commands[];
extern const CliCommand cli_title_commands[];
extern const CliCommand cli_fund_commands[];
extern const CliCommand cli_device_commands[];
extern const CliCommand cli_desk_commands[];
extern const CliCommand cli_reader_commands[];
extern const CliCommand cli_lending_commands[];
extern const CliCommand cli_lending_rules_commands[];
extern const CliCommand cli_library_report_commands[];
extern const CliCommand cli_library_stats_commands[];
extern const CliCommand cli_library_count_commands[];
extern const CliCommand cli_weeding_commands[];
extern const CliCommand cli_lesson_commands[];
extern const CliCommand cli_room_commands[];
extern const CliCommand cli_room_print_commands[];
extern const CliCommand cli_school_time_commands[];

/* Parses the options of a command. Leaves the other arguments in @argv, without the command's name. At
 * least @least and at most @most (-1: any number) of them: a usage error otherwise. The texts of the options live as
 * long as @cli: no command frees them. */
gboolean cli_parse (Cli *cli, const CliCommand *command, const GOptionEntry *entries, int *argc, char ***argv, int least,
                    int most, GError **error);

/* Opens the school file: --school, else $JIAOZHUANG_SCHOOL, else the person's own. */
gboolean     cli_open (Cli *cli, GError **error);
/* The path that cli_open() takes. Returns: (transfer full) */
char        *cli_school_path (Cli *cli);

/* Who acts: --as with the password of $JIAOZHUANG_PASSWORD or asked for; without --as the owner, as long as
 * that account has no password. Opens the file first. */
gboolean     cli_sign_in (Cli *cli, GError **error);

/* Runs @func as one operation of the account that signed in. */
gboolean cli_write (Cli *cli, const JzAction *action, JzWriteFunc func, gpointer data, gint64 *operation, char **words,
                    GError **error);

/* The place, the person or the class that a person meant; 0 for NULL. JZ_ERROR_NOT_FOUND where there is none. */
gboolean     cli_find_place  (JzConnection *connection, const char *text, gint64 *id, GError **error);
gboolean     cli_find_person (JzConnection *connection, const char *text, gint64 *id, GError **error);
gboolean     cli_find_class  (JzConnection *connection, const char *text, gint64 *id, GError **error);

/* Takes a spreadsheet in and prints what came of it, as the import commands do. Returns: as CliRun */
int          cli_import_sheet (Cli *cli, const JzImportSpec *spec, const char *path, const char *rejects, gboolean dry_run,
                               gpointer options, GError **error);

/* What came of an import, in words or as its JSON document. */
void         cli_print_import (Cli *cli, const JzImportResult *result);

/* Prints the document and frees the builder. */
void         cli_print_json (JsonBuilder *builder);
/* The same where JSON was asked for; only frees it where all was said in words. */
void         cli_end_json   (Cli *cli, JsonBuilder *builder);
/* Members of an object under construction. */
void         cli_json_text   (JsonBuilder *builder, const char *name, const char *value);
void         cli_json_number (JsonBuilder *builder, const char *name, gint64 value);
void         cli_json_bool   (JsonBuilder *builder, const char *name, gboolean value);

/* What @sql selects, as {rows:[…]}: a column 'yes:public' is a truth and called public, 'yuan:due' money in fen.
 * Returns: as CliRun */
int          cli_say_rows   (Cli *cli, const char *sql, GError **error);
/* The same with @value for the parameter of @sql; NULL: it has none. */
int          cli_say_rows_of (Cli *cli, const char *sql, const char *value, GError **error);

/* Says what was done; NULL: that nothing was changed. JSON: {done, operation}, the latter unless 0. Returns: 0 */
int          cli_say_done (Cli *cli, const char *words, gint64 operation);
/* cli_write(), and says what was done. Returns: as CliRun */
int          cli_write_and_say (Cli *cli, const JzAction *action, JzWriteFunc func, gpointer data, GError **error);

/* Writes @report (transfer full) to the PDF file @path, and says of how many pages. */
gboolean     cli_write_report (Cli *cli, JzReport *report, const char *path, GError **error);

/* A line for a person: not with --json or --quiet. */
void         cli_say (Cli *cli, const char *format, ...) G_GNUC_PRINTF (2, 3);

/* Progress on standard error, at most ten times a second. */
void         cli_progress (Cli *cli, gint64 done, gint64 total);

/* JZ_ERROR_USAGE. */
gboolean     cli_usage_error (GError **error, const char *format, ...) G_GNUC_PRINTF (2, 3);

G_END_DECLS
