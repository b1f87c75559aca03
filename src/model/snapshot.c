/* Writes and reads the copy of a design that a version keeps. */
#include "model/snapshot.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "model/model-private.h"

#define FIRST_LINE "relvar-snapshot 1"
#define MOST_BYTES (256 * 1024 * 1024)  /* of a text that is read; a bomb would swell to more */

/* What would break a line, and the letters that stand for it behind a backslash. */
static const char special[] = "\\\t\n\r", letters[] = "\\tnr";

/* ---- the text ------------------------------------------------------------------------------------- */

static void
append_escaped (GString *text, const char *value)
{
  if (value == NULL)
    {
      g_string_append (text, "\\N");
      return;
    }
  for (gsize plain = strcspn (value, special); ; plain = strcspn (value, special))
    {
      g_string_append_len (text, value, (gssize) plain);
      value += plain;
      if (*value == '\0')
        return;
      g_string_append_c (text, '\\');
      g_string_append_c (text, letters[strchr (special, *value) - special]);
      value++;
    }
}

static void
append_value (GString *text, const RvObject *object, const RvField *field)
{
  char number[G_ASCII_DTOSTR_BUF_SIZE];

  if (field->type == RV_FIELD_TEXT)
    append_escaped (text, rv_record_text (object, field));
  else if (field->type == RV_FIELD_WORD)
    g_string_append (text, field->words[rv_record_number (object, field)].word);
  else if (field->type == RV_FIELD_REAL)
    g_string_append (text, g_ascii_dtostr (number, sizeof number, rv_record_real (object, field)));
  else
    g_string_append_printf (text, "%" G_GINT64_FORMAT, rv_record_number (object, field));
}

static gboolean
is_record (RvModel *model, const RvObject *object, const RvField *field)
{
  const RvObject *target = field->type == RV_FIELD_REF ? rv_model_get (model, rv_record_number (object, field)) : NULL;

  return target != NULL && (rv_kind_info (target->kind)->flags & RV_KIND_RECORD) != 0;
}

/* What cannot be without something that is only said of the design goes with it. */
static gboolean
needs_record (RvModel *model, const RvObject *object, const RvKindInfo *info)
{
  for (guint i = 0; i < info->n_fields; i++)
    if ((info->fields[i].flags & RV_REQUIRED) && is_record (model, object, &info->fields[i]))
      return TRUE;
  return FALSE;
}

static void
append_object (GString *text, RvModel *model, const RvObject *object, const RvKindInfo *info)
{
  if (needs_record (model, object, info))
    return;
  g_string_append_printf (text, "%" RV_ID_FORMAT, object->id);
  for (guint i = 0; i < info->n_fields; i++)
    {
      g_string_append_c (text, '\t');
      if (is_record (model, object, &info->fields[i]))
        g_string_append_c (text, '0');
      else
        append_value (text, object, &info->fields[i]);
    }
  g_string_append_c (text, '\n');
}

static void
append_kind (GString *text, RvModel *model, RvKind kind)
{
  const RvKindInfo *info = rv_kind_info (kind);
  const GPtrArray *objects = rv_model_all (model, kind);

  if (objects->len == 0 || (info->flags & RV_KIND_RECORD))
    return;
  g_string_append_printf (text, "#%s\tid", info->table);
  for (guint i = 0; i < info->n_fields; i++)
    g_string_append_printf (text, "\t%s", info->fields[i].name);
  g_string_append_c (text, '\n');
  for (guint i = 0; i < objects->len; i++)
    append_object (text, model, objects->pdata[i], info);
}

/* ---- packing -------------------------------------------------------------------------------------- */

/* Returns: (transfer full) (nullable): all that @converter makes of @bytes; NULL with @error set, also past @limit. */
static GByteArray *
run (GConverter *converter, const guint8 *bytes, gsize n, gsize limit, GError **error)
{
  g_autoptr (GByteArray) out = g_byte_array_new ();
  guint8 buffer[1 << 15];
  GConverterResult result = G_CONVERTER_CONVERTED;

  while (result != G_CONVERTER_FINISHED)
    {
      gsize n_read = 0, n_written = 0;

      result = g_converter_convert (converter, bytes, n, buffer, sizeof buffer, G_CONVERTER_INPUT_AT_END, &n_read, &n_written, error);
      if (result == G_CONVERTER_ERROR)
        return NULL;
      if (out->len + n_written > limit)
        {
          g_set_error_literal (error, RV_MODEL_ERROR, RV_MODEL_ERROR_FILE, _("The version is too large to be read."));
          return NULL;
        }
      g_byte_array_append (out, buffer, (guint) n_written);
      bytes += n_read;
      n -= n_read;
    }
  return g_steal_pointer (&out);
}

char *
rv_snapshot_take (RvModel *model)
{
  g_autoptr (GString) text = g_string_new (FIRST_LINE "\n");
  g_autoptr (GConverter) packer = G_CONVERTER (g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, 6));
  g_autoptr (GByteArray) packed = NULL;

  for (RvKind kind = 1; kind < RV_N_KINDS; kind++)
    append_kind (text, model, kind);
  packed = run (packer, (const guint8 *) text->str, text->len, G_MAXUINT / 2, NULL);
  g_assert (packed != NULL);
  return g_base64_encode (packed->data, packed->len);
}

static char *
unpack (const char *snapshot, GError **error)
{
  gsize n = 0;
  g_autofree guchar *bytes = g_base64_decode (snapshot, &n);
  g_autoptr (GConverter) unpacker = G_CONVERTER (g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP));
  g_autoptr (GByteArray) text = run (unpacker, bytes, n, MOST_BYTES, error);

  if (text == NULL)
    return NULL;
  g_byte_array_append (text, (const guint8 *) "", 1);
  return (char *) g_byte_array_free (g_steal_pointer (&text), FALSE);
}

/* ---- reading --------------------------------------------------------------------------------------- */

typedef struct {
  RvModel *model;
  const RvKindInfo *info;   /* (nullable): of the table that is being read; NULL: not known */
  GPtrArray *fields;        /* RvField (nullable: not known) of its columns behind the id */
} Reading;

static gboolean
start_table (Reading *reading, const char *line)
{
  g_auto (GStrv) words = g_strsplit (line + 1, "\t", -1);
  RvKind kind;

  if (words[0] == NULL || g_strcmp0 (words[1], "id") != 0)
    return FALSE;
  kind = rv_kind_from_table (words[0]);
  reading->info = kind != RV_KIND_NONE ? rv_kind_info (kind) : NULL;
  g_ptr_array_set_size (reading->fields, 0);
  for (guint i = 2; words[i] != NULL; i++)
    {
      int field = kind != RV_KIND_NONE ? rv_field_by_name (kind, words[i]) : -1;

      g_ptr_array_add (reading->fields, field >= 0 ? (gpointer) rv_field_info (field) : NULL);
    }
  return TRUE;
}

/* Undoes append_escaped() in place. */
static gboolean
unescape (char *value)
{
  char *to = value;

  for (const char *from = value; *from != '\0'; from++)
    if (*from != '\\')
      *to++ = *from;
    else
      {
        const char *letter = from[1] != '\0' ? strchr (letters, from[1]) : NULL;

        if (letter == NULL)
          return FALSE;
        *to++ = special[letter - letters];
        from++;
      }
  *to = '\0';
  return TRUE;
}

static gboolean
read_value (RvObject *object, const RvField *field, char *value)
{
  gboolean is_none = g_str_equal (value, "\\N");
  char *end = NULL;

  if (field->type == RV_FIELD_TEXT)
    {
      if (!is_none && !unescape (value))
        return FALSE;
      rv_record_set_text (object, field, is_none ? NULL : value);
      return TRUE;
    }
  if (field->type == RV_FIELD_WORD)
    {
      int word = rv_field_word (field, value);

      rv_record_set_number (object, field, MAX (word, 0));
      return word >= 0;
    }
  if (field->type == RV_FIELD_REAL)
    {
      double real = g_ascii_strtod (value, &end);

      if (!isfinite (real))
        return FALSE;
      rv_record_set_real (object, field, real);
    }
  else
    rv_record_set_number (object, field, g_ascii_strtoll (value, &end, 10));
  return end != value && *end == '\0';
}

static gboolean
read_values (RvObject *object, const GPtrArray *fields, char **values)
{
  for (guint i = 0; i < fields->len; i++)
    if (fields->pdata[i] != NULL && !read_value (object, fields->pdata[i], values[i]))
      return FALSE;
  return TRUE;
}

static gboolean
read_row (Reading *reading, const char *line)
{
  g_auto (GStrv) values = NULL;
  RvId id;
  RvObject *object;

  if (reading->info == NULL)
    return TRUE;
  values = g_strsplit (line, "\t", -1);
  id = g_ascii_strtoll (values[0], NULL, 10);
  if (g_strv_length (values) != reading->fields->len + 1 || id <= 0 || id > RV_ID_MAX || rv_model_get (reading->model, id) != NULL)
    return FALSE;
  object = rv_record_new (reading->info->kind, id);
  if (!read_values (object, reading->fields, values + 1))
    {
      rv_record_free (object);
      return FALSE;
    }
  rv_model_add (reading->model, object);
  reading->model->next_id = MAX (reading->model->next_id, id + 1);
  return TRUE;
}

static gboolean
read_lines (Reading *reading, char *text)
{
  char *line = text, *next;

  for (guint n = 0; line != NULL && *line != '\0'; line = next, n++)
    {
      gboolean fine;

      next = strchr (line, '\n');
      if (next != NULL)
        *next++ = '\0';
      fine = n == 0 ? g_str_equal (line, FIRST_LINE) : *line == '#' ? start_table (reading, line) : read_row (reading, line);
      if (!fine)
        return FALSE;
    }
  return TRUE;
}

static gboolean
link_all (RvModel *model)
{
  for (RvKind kind = 1; kind < RV_N_KINDS; kind++)
    for (guint i = 0; i < model->by_kind[kind]->len; i++)
      if (!rv_model_link (model, model->by_kind[kind]->pdata[i]))
        return FALSE;
  return model->by_kind[RV_KIND_PROJECT]->len == 1;
}

RvModel *
rv_snapshot_read (const char *snapshot, const char *reason, GError **error)
{
  g_autoptr (RvModel) model = rv_model_new_frozen (reason);
  g_autoptr (GPtrArray) fields = g_ptr_array_new ();
  g_autofree char *text = unpack (snapshot, error);
  Reading reading = { model, NULL, fields };

  if (text == NULL)
    return NULL;
  if (g_utf8_validate (text, -1, NULL) && read_lines (&reading, text) && link_all (model))
    return g_steal_pointer (&model);
  g_set_error_literal (error, RV_MODEL_ERROR, RV_MODEL_ERROR_FILE, _("The copy of the design that the version keeps is damaged."));
  return NULL;
}
