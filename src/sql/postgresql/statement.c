/* The text of the statement at hand: its tokens, pieces of it, and what is said of it in the
 * report. */
#include "sql/places.h"
#include "sql/postgresql/reader.h"

#define MAX_MATCH_DEPTH 20000

static void
match_parentheses (RvPgReader *r)
{
  g_autoptr (GArray) open = g_array_new (FALSE, FALSE, sizeof (int));

  for (guint i = 0; i < r->tokens->len; i++)
    {
      RvPgToken *token = &g_array_index (r->tokens, RvPgToken, i);
      char c = r->source[token->start];

      token->match = -1;
      if (token->type != RV_PG_TOKEN_SIGN)
        continue;
      if (c == '(' || c == '[')
        g_array_append_val (open, i);
      else if ((c == ')' || c == ']') && open->len > 0)
        {
          int other = g_array_index (open, int, open->len - 1);

          g_array_set_size (open, open->len - 1);
          token->match = other;
          g_array_index (r->tokens, RvPgToken, other).match = i;
        }
    }
}

static void
make_tokens (RvPgReader *r)
{
  RvPgToken token;

  g_array_set_size (r->tokens, 0);
  for (gsize i = r->start; rv_pg_token_next (r->source, r->end, i, &token); i = token.end)
    g_array_append_val (r->tokens, token);
  match_parentheses (r);
  r->has_tokens = TRUE;
}

int
rv_pg_n_tokens (RvPgReader *r)
{
  if (!r->has_tokens)
    make_tokens (r);
  return (int) r->tokens->len;
}

RvPgToken *
rv_pg_token (RvPgReader *r, int i)
{
  if (i < 0 || i >= rv_pg_n_tokens (r))
    return NULL;
  return &g_array_index (r->tokens, RvPgToken, i);
}

int
rv_pg_at (RvPgReader *r, int location)
{
  int low = 0, high = rv_pg_n_tokens (r);

  while (low < high)
    {
      int middle = (low + high) / 2;

      if (location > 0 && rv_pg_token (r, middle)->start < (gsize) location)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

gboolean
rv_pg_is (RvPgReader *r, int i, const char *word)
{
  RvPgToken *token = rv_pg_token (r, i);

  return token != NULL && rv_pg_token_is (r->source, token, word);
}

gboolean
rv_pg_is_sign (RvPgReader *r, int i, char sign)
{
  RvPgToken *token = rv_pg_token (r, i);

  return token != NULL && token->end == token->start + 1 && r->source[token->start] == sign;
}

int
rv_pg_after (RvPgReader *r, int i)
{
  RvPgToken *token = rv_pg_token (r, i);

  return token != NULL && token->match > i ? token->match + 1 : i + 1;
}

int
rv_pg_find (RvPgReader *r, int from, int to, const char *word)
{
  for (int i = from; i >= 0 && i < to; i = rv_pg_after (r, i))
    if (rv_pg_is (r, i, word))
      return i;
  return -1;
}

int
rv_pg_find_sign (RvPgReader *r, int from, int to, char sign)
{
  for (int i = from; i >= 0 && i < to; i = rv_pg_after (r, i))
    if (rv_pg_is_sign (r, i, sign))
      return i;
  return -1;
}

int
rv_pg_element_end (RvPgReader *r, int from)
{
  int n = rv_pg_n_tokens (r);

  for (int i = from; i < n; i = rv_pg_after (r, i))
    if (rv_pg_is_sign (r, i, ',') || rv_pg_is_sign (r, i, ')'))
      return i;
  return n;
}

int
rv_pg_name_end (RvPgReader *r, int i)
{
  for (i++; rv_pg_is_sign (r, i, '.'); i += 2)
    ;
  return i;
}

/* After the words of a type that has several of them, or @i if it is not such a one. */
static int
key_word_type_end (RvPgReader *r, int i)
{
  if (rv_pg_is (r, i, "DOUBLE"))
    return rv_pg_is (r, i + 1, "PRECISION") ? i + 2 : i;
  if (rv_pg_is (r, i, "NATIONAL"))
    i++;
  if (rv_pg_is (r, i, "CHARACTER") || rv_pg_is (r, i, "CHAR") || rv_pg_is (r, i, "NCHAR") || rv_pg_is (r, i, "BIT"))
    return i + 1 + rv_pg_is (r, i + 1, "VARYING");
  if (rv_pg_is (r, i, "TIME") || rv_pg_is (r, i, "TIMESTAMP"))
    {
      i = rv_pg_is_sign (r, i + 1, '(') ? rv_pg_after (r, i + 1) : i + 1;
      return rv_pg_is (r, i + 1, "TIME") && rv_pg_is (r, i + 2, "ZONE") ? i + 3 : i;
    }
  return i;
}

static int
interval_end (RvPgReader *r, int i)
{
  static const char *const fields[] = { "YEAR", "MONTH", "DAY", "HOUR", "MINUTE", "SECOND", "TO" };

  for (i++;; i++)
    {
      guint k = 0;

      while (k < G_N_ELEMENTS (fields) && !rv_pg_is (r, i, fields[k]))
        k++;
      if (k == G_N_ELEMENTS (fields))
        return i;
    }
}

int
rv_pg_type_end (RvPgReader *r, int i)
{
  int end;

  if (rv_pg_is (r, i, "SETOF"))
    i++;
  end = rv_pg_is_sign (r, i + 1, '.') ? i : key_word_type_end (r, i);
  if (end == i)
    end = rv_pg_is (r, i, "INTERVAL") ? interval_end (r, i) : rv_pg_name_end (r, i);
  if (rv_pg_is_sign (r, end, '%'))
    end += 2;
  if (rv_pg_is_sign (r, end, '('))
    end = rv_pg_after (r, end);
  if (rv_pg_is (r, end, "ARRAY"))
    end++;
  while (rv_pg_is_sign (r, end, '['))
    end = rv_pg_after (r, end);
  return end;
}

char *
rv_pg_text (RvPgReader *r, int from, int to)
{
  gsize start;

  to = MIN (to, rv_pg_n_tokens (r));
  if (from < 0 || from >= to)
    return NULL;
  start = rv_pg_token (r, from)->start;
  return g_strndup (r->source + start, rv_pg_token (r, to - 1)->end - start);
}

void
rv_pg_set_slice (RvPgReader *r, gpointer object, int field, int from, int to)
{
  g_autofree char *text = rv_pg_text (r, from, to);

  rv_edit_set_text (r->edit, object, field, text);
}

void
rv_pg_set_inside (RvPgReader *r, gpointer object, int field, int open)
{
  if (rv_pg_is_sign (r, open, '('))
    rv_pg_set_slice (r, object, field, open + 1, rv_pg_after (r, open) - 1);
}

void
rv_pg_set_options (RvPgReader *r, gpointer object, int field, int from, int to, const char *word)
{
  for (int i = rv_pg_find (r, from, to, word); i >= 0; i = rv_pg_find (r, i + 1, to, word))
    if (rv_pg_is_sign (r, i + 1, '('))
      {
        rv_pg_set_inside (r, object, field, i + 1);
        return;
      }
}

/* ---- option lists ------------------------------------------------------------------------ */

/* The end of the option at @i of @text, and of its name in *name_end. */
static gsize
option_end (const char *text, gsize length, gsize i, gsize *name_end)
{
  RvPgToken token;
  int depth = 0;
  gboolean in_name = TRUE;

  for (*name_end = i; rv_pg_token_next (text, length, i, &token); i = token.end)
    {
      char c = text[token.start];
      gboolean goes_on = token.type == RV_PG_TOKEN_WORD || token.type == RV_PG_TOKEN_QUOTED || c == '.';

      if (c == ',' && depth == 0)
        return token.start;
      depth += (c == '(') - (c == ')');
      if (in_name && (goes_on && (c == '.' || *name_end == i || text[*name_end - 1] == '.')))
        *name_end = token.end;
      else
        in_name = FALSE;
    }
  return length;
}

static gsize
first_token (const char *text, gsize length, gsize i)
{
  RvPgToken token;

  return rv_pg_token_next (text, length, i, &token) ? token.start : length;
}

/* The list as an array of "name" and "text" pairs. */
static GPtrArray *
split_options (const char *text)
{
  GPtrArray *options = g_ptr_array_new_with_free_func (g_free);
  gsize length = text != NULL ? strlen (text) : 0;

  for (gsize i = first_token (text, length, 0); i < length; i = first_token (text, length, i + 1))
    {
      gsize name_end, end = option_end (text, length, i, &name_end);

      g_ptr_array_add (options, g_strndup (text + i, name_end - i));
      g_ptr_array_add (options, g_strchomp (g_strndup (text + i, end - i)));
      i = end;
    }
  return options;
}

static guint
find_option (GPtrArray *options, const char *name)
{
  guint i = 0;

  while (i < options->len && g_ascii_strcasecmp (options->pdata[i], name) != 0)
    i += 2;
  return i;
}

static void
change_option (GPtrArray *options, const char *name, const char *text, gboolean is_drop)
{
  guint i = find_option (options, name);

  if (i < options->len)
    g_ptr_array_remove_range (options, i, 2);
  if (is_drop)
    return;
  i = MIN (i, options->len);
  g_ptr_array_insert (options, i, g_strdup (name));
  g_ptr_array_insert (options, i + 1, g_strdup (text));
}

static char *
join_options (GPtrArray *options)
{
  GString *text = g_string_new (NULL);

  for (guint i = 1; i < options->len; i += 2)
    g_string_append_printf (text, "%s%s", i > 1 ? ", " : "", (char *) options->pdata[i]);
  return g_string_free (text, options->len == 0);
}

/* The element of an OPTIONS list begins with what to do, unless that is its name. */
static gboolean
is_verb (RvPgReader *r, int i, int end)
{
  return end - i > 1 && (rv_pg_is (r, i, "SET") || rv_pg_is (r, i, "ADD") || rv_pg_is (r, i, "DROP"))
         && rv_pg_token (r, i + 1)->type != RV_PG_TOKEN_STRING && !rv_pg_is_sign (r, i + 1, '=') && !rv_pg_is_sign (r, i + 1, '.');
}

void
rv_pg_change_options (RvPgReader *r, gpointer object, int field, int open, gboolean reset)
{
  g_autoptr (GPtrArray) options = split_options (rv_record_text (object, rv_field_info (field)));
  g_autofree char *text = NULL;
  int close = rv_pg_after (r, open) - 1;

  for (int i = open + 1; i < close; i = rv_pg_element_end (r, i) + 1)
    {
      int end = rv_pg_element_end (r, i);
      gboolean verb = is_verb (r, i, end), drop = reset || (verb && rv_pg_is (r, i, "DROP"));
      g_autofree char *name = rv_pg_text (r, i + verb, rv_pg_name_end (r, i + verb));
      g_autofree char *option = rv_pg_text (r, i + verb, end);

      change_option (options, name, option, drop);
    }
  text = join_options (options);
  rv_edit_set_text (r->edit, object, field, text);
}

/* ---- what is said about the statement ------------------------------------------------------- */

/* Line and column in the script of @offset in source; counts on from the last line asked for. */
static RvTextPosition
position_of (RvPgReader *r, gsize offset)
{
  gsize at = r->script_start + (offset > r->start ? offset - r->start : 0);
  const char *next;
  RvTextPosition position = { 0, 1 };

  at = MIN (at, r->script_length);
  if (at < r->line_start)
    r->line_start = r->line = 0;
  while ((next = memchr (r->script + r->line_start, '\n', at - r->line_start)) != NULL)
    {
      r->line_start = next - r->script + 1;
      r->line++;
    }
  position.line = r->line + 1;
  for (gsize i = r->line_start; i < at; i++)
    position.column += (r->script[i] & 0xc0) != 0x80;
  return position;
}

/* The byte of the script that @offset of source is. */
static gsize
script_offset (RvPgReader *r, gsize offset)
{
  return r->script_start + (offset > r->start && !r->is_late ? offset - r->start : 0);
}

void
rv_pg_place (RvPgReader *r, gpointer object, int location)
{
  if (r->report != NULL && r->report->places != NULL && location > 0)
    rv_places_add (r->report->places, ((RvObject *) object)->id, script_offset (r, (gsize) location));
}

void
rv_pg_place_text (RvPgReader *r, gpointer object, int field, int i)
{
  if (r->report != NULL && r->report->places != NULL)
    rv_places_add_text (r->report->places, ((RvObject *) object)->id, field, script_offset (r, rv_pg_token (r, i)->start));
}

void
rv_pg_fail (RvPgReader *r, int location, const char *format, ...)
{
  va_list arguments;

  if (r->failure != NULL)
    return;
  va_start (arguments, format);
  r->failure = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  r->failure_at = location > 0 ? (gsize) location : r->start;
}

void
rv_pg_note (RvPgReader *r, RvMessageLevel level, int location, const char *format, ...)
{
  g_autofree char *text = NULL;
  va_list arguments;

  va_start (arguments, format);
  text = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  rv_report_add (r->report, level, position_of (r, location > 0 ? (gsize) location : r->start), "%s", text);
}

void
rv_pg_keep_text (RvPgReader *r, RvKeptReason reason, const char *name, const char *text, const char *message, gpointer about)
{
  RvKept *kept = rv_edit_insert (r->edit, RV_KIND_KEPT, 0);

  rv_edit_set_text (r->edit, kept, RvKept_name, name);
  rv_edit_set_text (r->edit, kept, RvKept_text, text);
  rv_edit_set_text (r->edit, kept, RvKept_message, message);
  rv_edit_set_number (r->edit, kept, RvKept_reason, reason);
  rv_edit_set_number (r->edit, kept, RvKept_position, r->number);
  if (about != NULL)
    rv_edit_set_number (r->edit, kept, RvKept_object_id, ((RvObject *) about)->id);
  r->is_kept = TRUE;
}

/* What the statement does, for a list: its words up to the first parenthesis or string. */
static char *
statement_name (RvPgReader *r)
{
  GString *name = g_string_new (NULL);

  for (int i = 0; i < MIN (8, rv_pg_n_tokens (r)); i++)
    {
      RvPgToken *token = rv_pg_token (r, i);
      gboolean glued = i == 0 || rv_pg_is_sign (r, i, '.') || rv_pg_is_sign (r, i - 1, '.');

      if (rv_pg_is_sign (r, i, '(') || token->type == RV_PG_TOKEN_STRING || rv_pg_is (r, i, "AS"))
        break;
      if (!glued)
        g_string_append_c (name, ' ');
      g_string_append_len (name, r->source + token->start, MIN (token->end - token->start, 80));
    }
  return g_string_free (name, FALSE);
}

void
rv_pg_keep (RvPgReader *r, gpointer about)
{
  g_autofree char *name = statement_name (r);
  g_autofree char *text = g_strndup (r->source + r->start, r->end - r->start);

  rv_pg_keep_text (r, RvKeptReason_NO_KIND, name, text, NULL, about);
}
