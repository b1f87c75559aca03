/* Any bytes as a PostgreSQL script: read, written and read again. */
#include "exchange/open.h"
#include "fuzz.h"
#include "sql/dialect.h"

static RvModel *
read_script (const char *text, gsize length)
{
  g_autoptr (RvModel) model = rv_model_new ("postgresql");
  g_autoptr (RvReport) report = rv_report_new ("fuzz.sql");
  g_autoptr (RvEdit) edit = rv_edit_begin (model, "Read");

  rv_edit_set_initial (edit);
  if (!rv_postgresql.read (edit, text, length, report, NULL, NULL, NULL, NULL) || !rv_edit_commit (edit, NULL))
    return NULL;
  return g_steal_pointer (&model);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autofree char *text = g_strndup ((const char *) data, size);
  g_autoptr (RvModel) model = read_script (text, strlen (text));
  g_autoptr (GString) written = g_string_new (NULL);
  RvWriteOptions options = { 0 };

  if (model != NULL && rv_postgresql.write (model, &options, written, NULL))
    {
      g_autoptr (RvModel) again = read_script (written->str, written->len);

      g_assert_true (again != NULL || written->len == 0);
    }
  return 0;
}
