/* Owners, comments, labels and privileges of what stays; options of all sorts. */
#include "migrate/plan-private.h"

#include <string.h>

/* ---- owner, comment, labels ---------------------------------------------------------------------------- */

static void
alter_owner (RvPlanner *p, const RvUnit *unit)
{
  const RvKindInfo *info = rv_kind_info (unit->after->kind);
  RvId owner;

  if (info->owner < 0 || (unit->fields >> info->owner & 1) == 0)
    return;
  if (unit->after->kind == RV_KIND_SEQUENCE && ((RvSequence *) unit->after)->is_identity)
    return;
  owner = (RvId) rv_record_number (unit->after, &info->fields[info->owner]);
  rv_put (p, "ALTER ");
  rv_write_designation (&p->new, unit->after);
  rv_put (p, " OWNER TO ");
  if (owner != 0)
    rv_write_role (&p->new, owner);
  else
    rv_put (p, "CURRENT_USER");
  rv_put (p, ";\n");
}

static void
put_comment (RvPlanner *p, RvObject *after, const char *comment)
{
  rv_put (p, "COMMENT ON ");
  rv_write_designation (&p->new, after);
  rv_put (p, " IS ");
  if (comment != NULL)
    rv_write_literal (&p->new, comment);
  else
    rv_put (p, "NULL");
  rv_put (p, ";\n");
}

static void
alter_comment (RvPlanner *p, RvObject *before, RvObject *after)
{
  int field = rv_field_by_name (after->kind, "comment");
  const char *old, *now;

  if (field < 0 || p->options->no_comments)
    return;
  old = before != NULL ? rv_record_text (before, rv_field_info (field)) : NULL;
  now = rv_record_text (after, rv_field_info (field));
  if (g_strcmp0 (old, now) != 0)
    put_comment (p, after, now);
}

static void
put_label (RvPlanner *p, RvObject *after, const RvSecurityLabel *label, gboolean is_gone)
{
  rv_put (p, "SECURITY LABEL ");
  if (label->provider != NULL)
    {
      rv_put (p, "FOR ");
      rv_write_name (&p->new, label->provider);
      rv_put (p, " ");
    }
  rv_put (p, "ON ");
  rv_write_designation (&p->new, after);
  rv_put (p, " IS ");
  if (is_gone || label->label == NULL)
    rv_put (p, "NULL");
  else
    rv_write_literal (&p->new, label->label);
  rv_put (p, ";\n");
}

static void
alter_labels (RvPlanner *p, const RvUnit *unit)
{
  g_autoptr (GPtrArray) before = NULL, after = NULL;

  if (rv_model_all (p->before, RV_KIND_SECURITY_LABEL)->len + rv_model_all (p->after, RV_KIND_SECURITY_LABEL)->len == 0)
    return;
  before = rv_model_children (p->before, unit->before->id, RV_KIND_SECURITY_LABEL);
  after = rv_model_children (p->after, unit->after->id, RV_KIND_SECURITY_LABEL);
  for (guint i = 0; i < before->len; i++)
    if (rv_comparison_after (p->comparison, ((RvObject *) before->pdata[i])->id) == 0)
      put_label (p, unit->after, before->pdata[i], TRUE);
  for (guint i = 0; i < after->len; i++)
    if (rv_comparison_of_after (p->comparison, ((RvObject *) after->pdata[i])->id) != NULL)
      put_label (p, unit->after, after->pdata[i], FALSE);
}

/* Attributes and view columns have comments of their own. */
static void
alter_comments_of_parts (RvPlanner *p, const RvUnit *unit)
{
  RvKind kind = unit->after->kind == RV_KIND_COMPOSITE ? RV_KIND_ATTRIBUTE
    : unit->after->kind == RV_KIND_VIEW || unit->after->kind == RV_KIND_MATERIALIZED_VIEW ? RV_KIND_VIEW_COLUMN : RV_KIND_NONE;
  g_autoptr (GPtrArray) parts = kind != RV_KIND_NONE ? rv_model_children (p->after, unit->after->id, kind) : NULL;

  for (guint i = 0; parts != NULL && i < parts->len; i++)
    {
      RvId before = rv_comparison_before (p->comparison, ((RvObject *) parts->pdata[i])->id);

      alter_comment (p, before != 0 ? rv_model_get (p->before, before) : NULL, parts->pdata[i]);
    }
}

void
rv_alter_attachments (RvPlanner *p, RvUnit *unit)
{
  alter_owner (p, unit);
  alter_comment (p, unit->before, unit->after);
  alter_labels (p, unit);
  alter_comments_of_parts (p, unit);
}

/* ---- lists of options --------------------------------------------------------------------------------------- */

typedef struct {
  char *name;
  char *value;   /* (nullable) */
} Option;

static void
clear_option (gpointer data)
{
  g_free (((Option *) data)->name);
  g_free (((Option *) data)->value);
}

/* "a='1', b = 2" and "host 'x', port '5'" alike. */
static void
add_option (GArray *options, const char *start, const char *end)
{
  g_autofree char *piece = g_strstrip (g_strndup (start, (gsize) (end - start)));
  const char *p = piece;
  Option option = { NULL, NULL };

  if (*p == '"')
    for (p++; *p != '\0' && *p != '"'; p++)
      ;
  p += *p == '"';
  while (*p != '\0' && *p != '=' && *p != ' ' && *p != '\n' && *p != '\'' && *p != '\t')
    p++;
  if (p == piece)
    return;
  option.name = g_strndup (piece, (gsize) (p - piece));
  while (*p == '=' || g_ascii_isspace (*p))
    p++;
  option.value = *p != '\0' ? g_strdup (p) : NULL;
  g_array_append_val (options, option);
}

static GArray *
read_options (const char *text)
{
  GArray *options = g_array_new (FALSE, FALSE, sizeof (Option));
  const char *start = text;
  int depth = 0;
  gboolean quoted = FALSE;

  g_array_set_clear_func (options, clear_option);
  for (const char *p = text; p != NULL; p++)
    {
      if (*p == '\0' || (*p == ',' && depth == 0 && !quoted))
        {
          add_option (options, start, p);
          start = p + 1;
        }
      if (*p == '\0')
        break;
      if (*p == '\'')
        quoted = !quoted;
      if (!quoted)
        depth += (*p == '(') - (*p == ')');
    }
  return options;
}

static const Option *
option_in (const GArray *options, const char *name)
{
  for (guint i = 0; i < options->len; i++)
    if (g_ascii_strcasecmp (g_array_index (options, Option, i).name, name) == 0)
      return &g_array_index (options, Option, i);
  return NULL;
}

/* '70' and 70 are the same. */
static gboolean
same_value (const char *one, const char *other)
{
  g_autofree char *a = g_strdup (one != NULL ? one : "true"), *b = g_strdup (other != NULL ? other : "true");

  g_strdelimit (a, "'", ' ');
  g_strdelimit (b, "'", ' ');
  return g_ascii_strcasecmp (g_strstrip (a), g_strstrip (b)) == 0;
}

gboolean
rv_put_options_change (RvPlanner *p, const char *before, const char *after)
{
  g_autoptr (GArray) old = read_options (before), now = read_options (after);
  const char *separator = " OPTIONS (";

  for (guint i = 0; i < old->len; i++)
    if (option_in (now, g_array_index (old, Option, i).name) == NULL)
      {
        rv_put_format (p, "%sDROP %s", separator, g_array_index (old, Option, i).name);
        separator = ", ";
      }
  for (guint i = 0; i < now->len; i++)
    {
      const Option *option = &g_array_index (now, Option, i), *was = option_in (old, option->name);

      if (was != NULL && same_value (was->value, option->value))
        continue;
      rv_put_format (p, "%s%s %s %s", separator, was != NULL ? "SET" : "ADD", option->name, option->value != NULL ? option->value : "''");
      separator = ", ";
    }
  rv_put (p, *separator == ',' ? ")" : "");
  return *separator == ',';
}

void
rv_put_parameters_change (RvPlanner *p, const char *alter, const char *before, const char *after)
{
  g_autoptr (GArray) old = read_options (before), now = read_options (after);
  gboolean any = FALSE;

  for (guint i = 0; i < now->len; i++)
    {
      const Option *option = &g_array_index (now, Option, i), *was = option_in (old, option->name);

      if (was != NULL && same_value (was->value, option->value))
        continue;
      rv_put (p, any ? ", " : alter);
      rv_put (p, any ? "" : " SET (");
      rv_put_format (p, option->value != NULL ? "%s=%s" : "%s", option->name, option->value);
      any = TRUE;
    }
  rv_put (p, any ? ");\n" : "");
  any = FALSE;
  for (guint i = 0; i < old->len; i++)
    if (option_in (now, g_array_index (old, Option, i).name) == NULL)
      {
        rv_put (p, any ? ", " : alter);
        rv_put_format (p, any ? "%s" : " RESET (%s", g_array_index (old, Option, i).name);
        any = TRUE;
      }
  rv_put (p, any ? ");\n" : "");
}
