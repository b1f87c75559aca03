/* Owns the form of messages; every verb speaks through here. */
#include "cli/say.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <stdio.h>

void
rv_say_error (const char *file, const char *format, ...)
{
  g_autofree char *text = NULL;
  va_list arguments;

  va_start (arguments, format);
  text = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_printerr ("%s: %s: %s\n", file != NULL ? file : "relvar-cli", "error", text);
}

/* Programs read these words; they stay as they are in every language. */
static const char *
level_word (RvMessageLevel level)
{
  if (level == RV_MESSAGE_ERROR)
    return "error";
  return level == RV_MESSAGE_WARNING ? "warning" : "note";
}

static void
say_message (const char *file, const RvMessage *message)
{
  if (message->position.line == 0)
    g_printerr ("%s: %s: %s\n", file, level_word (message->level), message->text);
  else
    g_printerr ("%s:%u:%u: %s: %s\n", file, message->position.line, message->position.column,
                level_word (message->level), message->text);
}

static char *
count_text (const char *file, const RvReport *report)
{
  g_autofree char *statements =
      g_strdup_printf (ngettext ("%u statement", "%u statements", report->n_statements), report->n_statements);
  g_autofree char *applied = g_strdup_printf (ngettext ("%u applied", "%u applied", report->n_applied), report->n_applied);
  g_autofree char *kept = g_strdup_printf (ngettext ("%u kept", "%u kept", report->n_kept), report->n_kept);
  g_autofree char *skipped = g_strdup_printf (ngettext ("%u skipped", "%u skipped", report->n_skipped), report->n_skipped);

  return g_strdup_printf ("%s: %s: %s, %s, %s", file, statements, applied, kept, skipped);
}

/* After so many messages nobody reads on; a script in another dialect may have one for each line. */
#define MOST_MESSAGES 100

static void
say_messages (const char *file, const RvReport *report, gboolean quiet)
{
  guint n = 0;

  for (guint i = 0; i < report->messages->len; i++)
    {
      const RvMessage *message = g_ptr_array_index (report->messages, i);

      if ((!quiet || message->level != RV_MESSAGE_NOTE) && n++ < MOST_MESSAGES)
        say_message (file, message);
    }
  if (n > MOST_MESSAGES)
    {
      g_autofree char *more = g_strdup_printf (ngettext ("%u message more", "%u messages more", n - MOST_MESSAGES), n - MOST_MESSAGES);

      g_printerr ("%s: note: %s\n", file, more);
    }
}

void
rv_say_report (const RvReport *report, gboolean quiet)
{
  const char *file = report->file_name != NULL ? report->file_name : "-";

  say_messages (file, report, quiet);
  if (!quiet && report->n_statements > 0)
    {
      g_autofree char *counts = count_text (file, report);

      g_printerr ("%s\n", counts);
    }
}

gboolean
rv_print (const char *text)
{
  if (fputs (text, stdout) >= 0 && fflush (stdout) == 0)
    return TRUE;
  rv_say_error (NULL, _("Standard output: %s"), g_strerror (errno));
  return FALSE;
}
