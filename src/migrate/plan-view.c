/* Views that take all columns of a table: where a table that stays has its columns in another order than a new one would, their
 * star is written out. */
#include "migrate/plan-private.h"

#include <string.h>

/* Whether columns of @table stand in another order on the server than in the new design. */
static gboolean
is_out_of_order (RvPlanner *p, const RvUnit *table)
{
  g_autoptr (GPtrArray) columns = rv_model_children (p->after, table->after->id, RV_KIND_COLUMN);
  gint64 last = -1;
  gboolean any_new = FALSE;

  for (guint i = 0; i < columns->len; i++)
    {
      const RvUnit *unit = g_hash_table_lookup (p->unit_of, columns->pdata[i]);

      if (rv_unit_comes (unit))
        any_new = TRUE;
      else if (any_new || rv_record_position (unit->before) < last)
        return TRUE;
      else
        last = rv_record_position (unit->before);
    }
  return FALSE;
}

static gboolean
reads_out_of_order (RvPlanner *p, const RvObject *view)
{
  for (guint i = 0; view->referrers != NULL && i < view->referrers->len; i++)
    {
      const RvReference *row = view->referrers->pdata[i];
      RvObject *target = row->object.kind == RV_KIND_REFERENCE && row->object_id == view->id ? rv_model_get (p->after, row->target_id) : NULL;
      const RvUnit *table = target != NULL && target->kind == RV_KIND_TABLE ? g_hash_table_lookup (p->unit_of, target) : NULL;

      if (table != NULL && table->before != NULL && !rv_unit_comes (table) && is_out_of_order (p, table))
        return TRUE;
    }
  return FALSE;
}

/* ---- the list after SELECT -------------------------------------------------------------------------------- */

typedef struct {
  gsize start, end;     /* of the item that is a star, with what qualifies it */
  guint before, after;  /* how many items stand before and after it */
  gboolean is_single;   /* one relation is read */
} Star;

static gboolean
is_word (const char *text, gsize at, const char *word)
{
  gsize length = strlen (word);

  return g_ascii_strncasecmp (text + at, word, length) == 0 && !g_ascii_isalnum (text[at + length]) && text[at + length] != '_' &&
         (at == 0 || (!g_ascii_isalnum (text[at - 1]) && text[at - 1] != '_'));
}

static gsize
skip_quoted (const char *text, gsize at)
{
  char quote = text[at++];

  while (text[at] != '\0' && text[at] != quote)
    at++;
  return text[at] != '\0' ? at : at - 1;
}

/* Notes the item of the list in [@start, @end). Returns: FALSE where there are two stars. */
static gboolean
note_item (Star *star, const char *text, gsize start, gsize end)
{
  while (start < end && g_ascii_isspace (text[start]))
    start++;
  while (end > start && g_ascii_isspace (text[end - 1]))
    end--;
  if (end == start || text[end - 1] != '*' || (end - start > 1 && text[end - 2] != '.'))
    {
      if (star->end == 0)
        star->before++;
      else
        star->after++;
      return TRUE;
    }
  if (star->end != 0)
    return FALSE;
  star->start = start;
  star->end = end;
  return TRUE;
}

/* Finds the one star of a plain query. */
static gboolean
find_star (const char *text, Star *star)
{
  gsize item = 0;
  int depth = 0;
  gboolean in_list = FALSE, is_done = FALSE;

  *star = (Star) { .is_single = TRUE };
  for (gsize at = 0; text[at] != '\0'; at++)
    if (text[at] == '\'' || text[at] == '"')
      at = skip_quoted (text, at);
    else if (text[at] == '(' || text[at] == ')')
      depth += text[at] == '(' ? 1 : -1;
    else if (depth > 0)
      continue;
    else if (!in_list && !is_done && is_word (text, at, "select"))
      {
        in_list = TRUE;
        at += strlen ("select") - 1;
        item = at + 1;
      }
    else if (is_word (text, at, "union") || is_word (text, at, "intersect") || is_word (text, at, "except") || is_word (text, at, "distinct") ||
             is_word (text, at, "with"))
      return FALSE;
    else if (is_done)
      star->is_single &= text[at] != ',' && !is_word (text, at, "join");
    else if (in_list && (text[at] == ',' || is_word (text, at, "from")))
      {
        if (!note_item (star, text, item, at))
          return FALSE;
        is_done = text[at] != ',';
        item = at + 1;
      }
  return is_done && star->end != 0;
}

char *
rv_view_without_star (RvPlanner *p, RvObject *view, const char *query)
{
  g_autoptr (GPtrArray) columns = NULL;
  GString *text;
  Star star;

  if (strchr (query, '*') == NULL || !reads_out_of_order (p, view) || !find_star (query, &star))
    return NULL;
  columns = rv_model_children (p->after, view->id, RV_KIND_VIEW_COLUMN);
  if (columns->len <= star.before + star.after || (!star.is_single && star.end - star.start == 1))
    return NULL;
  text = g_string_new_len (query, (gssize) star.start);
  for (guint i = star.before; i < columns->len - star.after; i++)
    {
      if (i > star.before)
        g_string_append (text, ", ");
      g_string_append_len (text, query + star.start, (gssize) (star.end - star.start - 1));
      rv_pg_append_name (text, rv_record_name (columns->pdata[i]));
    }
  g_string_append (text, query + star.end);
  return g_string_free (text, FALSE);
}
