/* Splits a script of queries. */
#include "check/query-file.h"

#include <string.h>

#include "sql/postgresql/split.h"

/* Returns: (transfer full) (nullable): what the last line "-- name: …" in [@from, @to) says. */
static char *
name_before (const char *script, gsize from, gsize to)
{
  static const char mark[] = "-- name:";
  const char *found = NULL;

  for (const char *p = script + from; (p = g_strstr_len (p, script + to - p, mark)) != NULL; p++)
    found = p;
  if (found == NULL)
    return NULL;
  found += strlen (mark);
  return g_strstrip (g_strndup (found, MIN (strcspn (found, "\r\n"), (gsize) (script + to - found))));
}

static void
add_query (RvEdit *edit, const char *script, const RvPgPiece *piece, char *name, RvPlaces *places)
{
  RvQuery *query = rv_edit_insert (edit, RV_KIND_QUERY, 0);
  g_autofree char *text = g_strndup (script + piece->start, piece->end - piece->start);

  rv_edit_set_text (edit, query, RvQuery_name, name);
  rv_edit_set_text (edit, query, RvQuery_text, text);
  rv_places_add_text (places, query->object.id, RvQuery_text, piece->start);
}

static guint
count_lines (const char *script, gsize from, gsize to)
{
  guint n = 0;

  for (const char *p = script + from; (p = memchr (p, '\n', (gsize) (script + to - p))) != NULL; p++)
    n++;
  return n;
}

guint
rv_query_file_add (RvEdit *edit, const char *script, gsize length, const char *file, RvPlaces *places)
{
  RvPgSplitter splitter;
  RvPgPiece piece;
  gsize done = 0;
  guint line = 1, n = 0;

  rv_pg_splitter_init (&splitter, script, length);
  while (rv_pg_splitter_next (&splitter, &piece))
    {
      g_autofree char *name = name_before (script, done, piece.start);

      line += count_lines (script, done, piece.start);
      if (name == NULL)
        name = g_strdup_printf ("%s:%u", file, line);
      if (piece.type == RV_PG_PIECE_STATEMENT && piece.end > piece.start)
        {
          add_query (edit, script, &piece, name, places);
          n++;
        }
      line += count_lines (script, piece.start, piece.end);
      done = piece.end;
    }
  rv_places_finish (places, script, length);
  return n;
}
