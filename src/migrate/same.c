/* Texts by meaning: references become marks for what they point to, the rest goes through the parser. */
#include "migrate/same.h"

#include <string.h>

#include "sql/postgresql/normal.h"

/* What no text means. */
static const struct { int field; const char *text; } defaults[] = {
  { RvTable_access_method, "heap" }, { RvTable_tablespace, "pg_default" }, { RvIndex_method, "btree" }, { RvIndex_tablespace, "pg_default" },
  { RvExclusion_method, "btree" }, { RvSequence_type, "bigint" }, { RvSequence_increment, "1" }, { RvSequence_cache, "1" },
  { RvSequence_min_value, "1" }, { RvSequence_max_value, "9223372036854775807" }, { RvSequence_start, "1" }, { RvRoutine_cost, "100" },
  { RvRoutine_result_rows, "1000" }, { RvMaterializedView_access_method, "heap" }, { RvColumn_collation, "pg_catalog.\"default\"" },
  { RvCollation_provider, "libc" },
};

static gboolean
is_default (int field, const char *text)
{
  for (guint i = 0; i < G_N_ELEMENTS (defaults); i++)
    if (defaults[i].field == field && g_ascii_strcasecmp (defaults[i].text, text) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
is_options (int field)
{
  static const int fields[] = { RvTable_storage_parameters, RvTable_foreign_options, RvColumn_options, RvColumn_foreign_options, RvKey_storage_parameters,
                                RvExclusion_storage_parameters, RvIndex_storage_parameters, RvView_options, RvMaterializedView_storage_parameters,
                                RvPublication_options, RvWrapper_options, RvServer_options, RvUserMapping_options };

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    if (fields[i] == field)
      return TRUE;
  return FALSE;
}

/* ---- options ------------------------------------------------------------------------------------------------ */

static int
compare_strings (gconstpointer a, gconstpointer b)
{
  return strcmp (*(char *const *) a, *(char *const *) b);
}

/* Each setting in small letters, without white space and quotes, in order. */
static char *
normal_options (const char *text)
{
  g_autoptr (GPtrArray) settings = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GString) now = g_string_new (NULL);
  gboolean quoted = FALSE;

  for (const char *p = text; p != NULL; p++)
    if (*p == '\0' || (*p == ',' && !quoted))
      {
        g_ptr_array_add (settings, g_strdup (now->str));
        g_string_truncate (now, 0);
        if (*p == '\0')
          break;
      }
    else if (*p == '\'')
      quoted = !quoted;
    else if (*p != '=' && (quoted || !g_ascii_isspace (*p)))
      g_string_append_c (now, quoted ? *p : g_ascii_tolower (*p));
  g_ptr_array_sort (settings, compare_strings);
  g_ptr_array_add (settings, NULL);
  return g_strjoinv (",", (char **) settings->pdata);
}

gboolean
rv_same_options (const char *before, const char *after)
{
  g_autofree char *one = normal_options (before != NULL ? before : ""), *other = normal_options (after != NULL ? after : "");

  return strcmp (one, other) == 0;
}

/* ---- references --------------------------------------------------------------------------------------------------- */

static int
compare_starts (gconstpointer a, gconstpointer b)
{
  const RvReference *one = *(RvReference *const *) a, *other = *(RvReference *const *) b;

  return one->start < other->start ? -1 : one->start > other->start;
}

static GPtrArray *
references_of (const RvObject *object, const char *field)
{
  GPtrArray *rows = g_ptr_array_new ();

  for (guint i = 0; object->referrers != NULL && i < object->referrers->len; i++)
    {
      RvReference *row = object->referrers->pdata[i];

      if (row->object.kind == RV_KIND_REFERENCE && row->object_id == object->id && row->length > 0 && g_strcmp0 (row->field, field) == 0)
        g_ptr_array_add (rows, row);
    }
  g_ptr_array_sort (rows, compare_starts);
  return rows;
}

/* @text with a mark for each thing of the design; a schema before one says nothing more. */
static char *
with_marks (const RvPairs *pairs, RvModel *model, const RvObject *object, int field, gboolean is_before)
{
  const char *text = rv_record_text (object, rv_field_info (field));
  g_autoptr (GPtrArray) rows = references_of (object, rv_field_info (field)->name);
  GString *out = g_string_new (NULL);
  gsize done = 0, length = strlen (text);

  for (guint i = 0; i < rows->len; i++)
    {
      const RvReference *row = rows->pdata[i];
      gsize start = (gsize) row->start, end = start + (gsize) row->length;
      const RvObject *target = rv_model_get (model, row->target_id);
      RvId known = is_before ? rv_pairs_after (pairs, row->target_id) : row->target_id;

      if (start < done || end > length || target == NULL)
        continue;
      g_string_append_len (out, text + done, (gssize) (start - done));
      done = end;
      if (target->kind == RV_KIND_SCHEMA && text[end] == '.' && i + 1 < rows->len && (gsize) ((RvReference *) rows->pdata[i + 1])->start == end + 1)
        done = end + 1;
      else if (known != 0)
        g_string_append_printf (out, RV_PG_NORMAL_MARK "%" RV_ID_FORMAT, known);
      else
        g_string_append_printf (out, RV_PG_NORMAL_MARK "gone_%" RV_ID_FORMAT, row->target_id);
    }
  g_string_append (out, text + done);
  return g_string_free (out, FALSE);
}

/* ---- the call ------------------------------------------------------------------------------------------------------- */

static int
form_of (int field)
{
  if (rv_field_info (field)->flags & RV_TYPE)
    return RV_PG_TEXT_TYPE;
  switch (field)
    {
    case RvColumn_default_value: case RvDomain_default_value: case RvArgument_default_value: case RvViewColumn_default_value:
      return RV_PG_TEXT_DEFAULT;
    case RvView_query: case RvMaterializedView_query:
      return RV_PG_TEXT_QUERY;
    case RvColumn_generated: case RvCheck_expression: case RvDomainCheck_expression: case RvIndex_predicate: case RvIndexColumn_expression:
    case RvExclusionElement_expression: case RvExclusion_predicate: case RvTrigger_condition: case RvRewriteRule_condition:
    case RvPolicy_using_expression: case RvPolicy_check_expression: case RvPublicationObject_predicate: case RvTrigger_function:
    case RvEventTrigger_function: case RvColumn_collation:
      return RV_PG_TEXT_EXPRESSION;
    default:
      return -1;
    }
}

gboolean
rv_same_text (const RvPairs *pairs, RvModel *model_before, const RvObject *before, RvModel *model_after, const RvObject *after, int field)
{
  const char *one = rv_record_text (before, rv_field_info (field)), *other = rv_record_text (after, rv_field_info (field));
  g_autofree char *a = NULL, *b = NULL, *normal_a = NULL, *normal_b = NULL;
  int form = form_of (field);

  if ((one == NULL || other == NULL) && form == RV_PG_TEXT_DEFAULT && g_ascii_strcasecmp (one != NULL ? one : other, "null") == 0)
    return TRUE;
  if (one == NULL || other == NULL)
    return is_default (field, one != NULL ? one : other) || (is_options (field) && rv_same_options (one, other));
  if (is_options (field))
    return rv_same_options (one, other);
  if (!(rv_field_info (field)->flags & RV_SQL) || field == RvRoutine_body)
    return FALSE;
  a = with_marks (pairs, model_before, before, field, TRUE);
  b = with_marks (pairs, model_after, after, field, FALSE);
  if (strcmp (a, b) == 0)
    return TRUE;
  if (form < 0)
    return FALSE;
  normal_a = rv_pg_normal (a, (RvPgTextForm) form);
  normal_b = normal_a != NULL ? rv_pg_normal (b, (RvPgTextForm) form) : NULL;
  return normal_b != NULL && strcmp (normal_a, normal_b) == 0;
}
