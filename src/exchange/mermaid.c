/* Writes a design as a Mermaid entity-relationship diagram. */
#include "exchange/format.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "exchange/mermaid-words.h"
#include "model/cardinality.h"

/* What Mermaid draws without a change of its settings (maxTextSize). */
#define MERMAID_LIMIT 50000

typedef struct {
  RvModel *model;
  const RvFormatOptions *options;
  GString *out;
  GHashTable *names;   /* table -> name of its entity, each once */
  GPtrArray *tables;   /* RvTable */
  guint n_partitions;  /* left out */
} Writer;

/* ---- which tables ------------------------------------------------------------------------------ */

static const RvBox *
box_of (Writer *writer, const RvTable *table, RvId diagram)
{
  const GPtrArray *referrers = rv_model_referrers (writer->model, table->object.id);

  for (guint i = 0; referrers != NULL && i < referrers->len; i++)
    {
      const RvBox *box = g_ptr_array_index (referrers, i);

      if (box->object.kind == RV_KIND_BOX && box->object_id == table->object.id && box->diagram_id == diagram)
        return box;
    }
  return NULL;
}

static gboolean
is_in_area (Writer *writer, const RvTable *table)
{
  const RvArea *area = rv_model_get_kind (writer->model, writer->options->area, RV_KIND_AREA);
  const RvBox *box = area != NULL ? box_of (writer, table, area->diagram_id) : NULL;

  return box != NULL && box->x >= area->x && box->x <= area->x + area->width && box->y >= area->y
         && box->y <= area->y + area->height;
}

static gboolean
is_listed (const RvFormatOptions *options, RvId id)
{
  for (guint i = 0; i < options->n_only; i++)
    if (options->only[i] == id)
      return TRUE;
  return FALSE;
}

static gboolean
is_wanted (Writer *writer, const RvTable *table)
{
  const RvFormatOptions *options = writer->options;

  if (options->only != NULL && !is_listed (options, table->object.id))
    return FALSE;
  if (options->schema != 0 && table->schema_id != options->schema)
    return FALSE;
  if (options->area != 0)
    return is_in_area (writer, table);
  if (options->diagram != 0)
    return box_of (writer, table, options->diagram) != NULL;
  /* As in pictures: a partition is stored apart, but nothing of its own. */
  writer->n_partitions += table->partition_of_id != 0;
  return table->partition_of_id == 0;
}

/* The plain name in the schema that every database has; schema.name elsewhere. */
static char *
entity_name (Writer *writer, const RvTable *table, GHashTable *taken)
{
  const RvSchema *schema = rv_model_get_kind (writer->model, table->schema_id, RV_KIND_SCHEMA);
  char *name = schema == NULL || schema->is_predefined ? g_strdup (table->name) : g_strconcat (schema->name, ".", table->name, NULL);

  for (guint n = 2; g_hash_table_contains (taken, name); n++)
    {
      g_free (name);
      name = g_strdup_printf ("%s (%u)", table->name, n);
    }
  g_hash_table_add (taken, name);
  return name;
}

static void
choose_tables (Writer *writer)
{
  g_autoptr (GHashTable) taken = g_hash_table_new (g_str_hash, g_str_equal);
  const GPtrArray *all = rv_model_all (writer->model, RV_KIND_TABLE);

  for (guint i = 0; i < all->len; i++)
    {
      RvTable *table = g_ptr_array_index (all, i);

      if (!is_wanted (writer, table))
        continue;
      g_ptr_array_add (writer->tables, table);
      g_hash_table_insert (writer->names, table, entity_name (writer, table, taken));
    }
}

/* ---- entities ------------------------------------------------------------------------------------ */

static void
append_keys (GString *out, RvColumnMarks marks)
{
  static const struct {
    RvColumnMarks mark;
    const char *word;
  } words[] = { { RV_COLUMN_PRIMARY, "PK" }, { RV_COLUMN_FOREIGN, "FK" }, { RV_COLUMN_UNIQUE, "UK" } };
  const char *separator = " ";

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (marks & words[i].mark)
      {
        g_string_append (out, separator);
        g_string_append (out, words[i].word);
        separator = ", ";
      }
}

/* A name that had to be changed to be a word stands in the comment as it is. */
static void
append_comment (Writer *writer, const RvColumn *column, const char *word)
{
  const char *comment = writer->options->sql.no_comments || column->comment == NULL ? "" : column->comment;
  gboolean is_other = g_strcmp0 (word, column->name) != 0;
  g_autofree char *text = NULL;

  if (!is_other && comment[0] == '\0')
    return;
  text = g_strconcat (is_other ? column->name : "", is_other && comment[0] != '\0' ? ": " : "", comment, NULL);
  g_string_append_c (writer->out, ' ');
  rv_mermaid_append_string (writer->out, text);
}

static void
append_column (Writer *writer, const RvColumn *column, RvColumnMarks marks)
{
  g_autofree char *type = rv_mermaid_type_word (column->type != NULL ? column->type : "");
  g_autofree char *word = rv_mermaid_column_word (column->name);

  g_string_append_printf (writer->out, "    %s %s", type, word);
  append_keys (writer->out, marks);
  append_comment (writer, column, word);
  g_string_append_c (writer->out, '\n');
}

static gboolean
is_key_column (RvColumnMarks marks)
{
  return (marks & (RV_COLUMN_PRIMARY | RV_COLUMN_FOREIGN | RV_COLUMN_UNIQUE)) != 0;
}

static void
append_columns (Writer *writer, const RvTable *table)
{
  g_autoptr (GPtrArray) columns = rv_model_children (writer->model, table->object.id, RV_KIND_COLUMN);
  gboolean is_open = FALSE;

  for (guint i = 0; i < columns->len; i++)
    {
      const RvColumn *column = g_ptr_array_index (columns, i);
      RvColumnMarks marks = rv_model_column_marks (writer->model, column);

      if (writer->options->keys_only && !is_key_column (marks))
        continue;
      if (!is_open)
        g_string_append (writer->out, " {\n");
      is_open = TRUE;
      append_column (writer, column, marks);
    }
  g_string_append (writer->out, is_open ? "  }\n" : "\n");
}

static void
append_name (Writer *writer, const RvTable *table)
{
  rv_mermaid_append_string (writer->out, g_hash_table_lookup (writer->names, table));
}

static void
append_entity (Writer *writer, const RvTable *table)
{
  g_string_append (writer->out, "  ");
  append_name (writer, table);
  append_columns (writer, table);
}

/* ---- relationships --------------------------------------------------------------------------------- */

static const char *
left_end (RvEnd end)
{
  static const char *const ends[] = {
    [RV_END_ONE] = "||", [RV_END_ZERO_OR_ONE] = "|o", [RV_END_MANY] = "}|", [RV_END_ZERO_OR_MANY] = "}o",
  };

  return ends[end];
}

static const char *
right_end (RvEnd end)
{
  static const char *const ends[] = {
    [RV_END_ONE] = "||", [RV_END_ZERO_OR_ONE] = "o|", [RV_END_MANY] = "|{", [RV_END_ZERO_OR_MANY] = "o{",
  };

  return ends[end];
}

/* The verb that a person gave, or else the columns that refer. */
static char *
label_of (Writer *writer, const RvForeignKey *foreign_key)
{
  g_autoptr (GPtrArray) parts = rv_model_children (writer->model, foreign_key->object.id, RV_KIND_FOREIGN_KEY_COLUMN);
  GString *label = g_string_new (foreign_key->verb);

  for (guint i = 0; i < parts->len && foreign_key->verb == NULL; i++)
    {
      const RvForeignKeyColumn *part = g_ptr_array_index (parts, i);
      const RvColumn *column = rv_model_get_kind (writer->model, part->column_id, RV_KIND_COLUMN);

      if (column != NULL)
        g_string_append_printf (label, "%s%s", label->len > 0 ? ", " : "", column->name);
    }
  return g_string_free (label, FALSE);
}

static void
append_relationship (Writer *writer, const RvForeignKey *foreign_key)
{
  RvCardinality cardinality = rv_model_cardinality (writer->model, foreign_key);
  g_autofree char *label = label_of (writer, foreign_key);

  g_string_append (writer->out, "  ");
  append_name (writer, rv_model_get (writer->model, foreign_key->referenced_table_id));
  g_string_append_printf (writer->out, " %s%s%s ", left_end (cardinality.to), cardinality.is_identifying ? "--" : "..",
                          right_end (cardinality.from));
  append_name (writer, rv_model_get (writer->model, foreign_key->table_id));
  g_string_append (writer->out, " : ");
  rv_mermaid_append_string (writer->out, label);
  g_string_append_c (writer->out, '\n');
}

static void
append_relationships (Writer *writer, const RvTable *table)
{
  g_autoptr (GPtrArray) foreign_keys = rv_model_children (writer->model, table->object.id, RV_KIND_FOREIGN_KEY);

  for (guint i = 0; i < foreign_keys->len; i++)
    {
      const RvForeignKey *foreign_key = g_ptr_array_index (foreign_keys, i);
      gpointer referenced = rv_model_get (writer->model, foreign_key->referenced_table_id);

      if (g_hash_table_contains (writer->names, referenced))
        append_relationship (writer, foreign_key);
    }
}

/* ---- the whole ---------------------------------------------------------------------------------------- */

static char *
compose (RvModel *model, const RvFormatOptions *options, guint *n_partitions)
{
  Writer writer = { .model = model, .options = options, .out = g_string_new ("erDiagram\n") };

  writer.names = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  writer.tables = g_ptr_array_new ();
  choose_tables (&writer);
  for (guint i = 0; i < writer.tables->len; i++)
    append_entity (&writer, g_ptr_array_index (writer.tables, i));
  for (guint i = 0; i < writer.tables->len; i++)
    append_relationships (&writer, g_ptr_array_index (writer.tables, i));
  *n_partitions = writer.n_partitions;
  g_ptr_array_unref (writer.tables);
  g_hash_table_unref (writer.names);
  return g_string_free (writer.out, FALSE);
}

static gsize
length_with_keys_only (RvModel *model, const RvFormatOptions *options)
{
  RvFormatOptions fewer = *options;
  g_autofree char *text = NULL;
  guint n_partitions;

  fewer.keys_only = TRUE;
  text = compose (model, &fewer, &n_partitions);
  return rv_mermaid_length (text);
}

static void
warn_of_length (RvModel *model, const RvFormatOptions *options, gsize length, RvReport *report)
{
  RvTextPosition nowhere = { 0, 0 };

  if (options->keys_only)
    rv_report_add (report, RV_MESSAGE_WARNING, nowhere,
                   _("The text has %zu characters. Mermaid draws at most %d unless its maxTextSize is raised: "
                     "write one file for each schema, diagram or area."),
                   length, MERMAID_LIMIT);
  else
    rv_report_add (report, RV_MESSAGE_WARNING, nowhere,
                   _("The text has %zu characters. Mermaid draws at most %d unless its maxTextSize is raised: "
                     "write the keys only (%zu characters), or one file for each schema, diagram or area."),
                   length, MERMAID_LIMIT, length_with_keys_only (model, options));
}

static GBytes *
write_mermaid (RvModel *model, const RvFormatOptions *options, RvReport *report, GError **error)
{
  static const RvFormatOptions usual;
  RvTextPosition nowhere = { 0, 0 };
  guint n_partitions;
  char *text;

  if (options == NULL)
    options = &usual;
  text = compose (model, options, &n_partitions);
  if (report != NULL && n_partitions > 0)
    rv_report_add (report, RV_MESSAGE_NOTE, nowhere,
                   ngettext ("%u partition is left out", "%u partitions are left out", n_partitions), n_partitions);
  if (report != NULL && rv_mermaid_length (text) > MERMAID_LIMIT)
    warn_of_length (model, options, rv_mermaid_length (text), report);
  return g_bytes_new_take (text, strlen (text));
}

static const char *const mermaid_endings[] = { "mmd", "mermaid", NULL };

const RvFormat rv_format_mermaid = {
  .id = "mermaid",
  .label = N_("Mermaid diagram"),
  .endings = mermaid_endings,
  .mime_type = "text/vnd.mermaid",
  .write = write_mermaid,
};
