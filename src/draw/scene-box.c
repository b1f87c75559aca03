/* What a box holds: rows of columns with their marks, and how large that makes it. */
#include "draw/scene-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "draw/measure.h"
#include "model/box-place.h"

#define HEADER_HEIGHT 32
#define ROW_HEIGHT 22
#define ROWS_PADDING 4
#define PADDING 12
#define MARK_WIDTH 16
#define GAP 20
#define MIN_WIDTH 132
#define MAX_NAMES_WIDTH 280
#define MAX_TYPES_WIDTH 170
#define MAX_TITLE_WIDTH 340

double
rv_scene_coordinate (double value)
{
  return isfinite (value) ? CLAMP (value, -RV_SCENE_FAR, RV_SCENE_FAR) : 0;
}

double
rv_scene_size (double value, double low, double high)
{
  return isfinite (value) ? CLAMP (value, low, high) : low;
}

/* ---- names ------------------------------------------------------------------------------- */

static RvId
predefined_schema (RvModel *model)
{
  const GPtrArray *schemas = rv_model_all (model, RV_KIND_SCHEMA);

  for (guint i = 0; schemas != NULL && i < schemas->len; i++)
    if (((const RvSchema *) g_ptr_array_index (schemas, i))->is_predefined)
      return ((const RvObject *) g_ptr_array_index (schemas, i))->id;
  return 0;
}

/* The schema that need not be named: the predefined one if it holds tables, else the only one. */
RvId
rv_scene_find_home_schema (RvModel *model)
{
  const GPtrArray *tables = rv_model_all (model, RV_KIND_TABLE);
  RvId only = 0;
  gboolean are_several = FALSE;

  for (guint i = 0; tables != NULL && i < tables->len; i++)
    {
      RvId id = ((const RvTable *) g_ptr_array_index (tables, i))->schema_id;
      const RvSchema *schema = rv_model_get_kind (model, id, RV_KIND_SCHEMA);

      if (schema != NULL && schema->is_predefined)
        return id;
      are_several = are_several || (only != 0 && only != id);
      only = id;
    }
  if (only == 0)
    return predefined_schema (model);
  return are_several ? 0 : only;
}

static const struct {
  const char *begins, *ends;   /* what may stand between is a length in parentheses */
  const char *brief;
} short_types[] = {
  { "character varying", "", "varchar" },
  { "bit varying", "", "varbit" },
  { "character", "", "char" },
  { "timestamp", " without time zone", "timestamp" },
  { "timestamp", " with time zone", "timestamptz" },
  { "time", " without time zone", "time" },
  { "time", " with time zone", "timetz" },
};

static char *
shorten (const char *type, guint which)
{
  const char *rest = type + strlen (short_types[which].begins);
  gsize length = *rest == '(' ? strcspn (rest, ")") + 1 : 0;

  if (length > strlen (rest) || !g_str_has_prefix (rest + length, short_types[which].ends))
    return NULL;
  rest += length;
  if (rest[strlen (short_types[which].ends)] != '\0' && rest[strlen (short_types[which].ends)] != '[')
    return NULL;
  return g_strdup_printf ("%s%.*s%s", short_types[which].brief, (int) length, rest - length,
                          rest + strlen (short_types[which].ends));
}

/* The standard's long spellings would make every box wide; PostgreSQL has a short one for each. */
static char *
brief_type (RvScene *scene, const char *type)
{
  const RvSchema *home = rv_model_get_kind (scene->model, scene->home_schema, RV_KIND_SCHEMA);
  gsize length = home != NULL ? strlen (home->name) : 0;

  for (guint i = 0; i < G_N_ELEMENTS (short_types); i++)
    if (g_str_has_prefix (type, short_types[i].begins))
      {
        char *brief = shorten (type, i);

        if (brief != NULL)
          return brief;
      }
  if (length > 0 && strncmp (type, home->name, length) == 0 && type[length] == '.')
    type += length + 1;
  return g_strdup (type);
}

static const char *
choose_name (gboolean logical, const char *name, const char *logical_name)
{
  return logical && logical_name != NULL && *logical_name != '\0' ? logical_name : name;
}

/* ---- rows ---------------------------------------------------------------------------------- */

static void
clear_row (gpointer data)
{
  RvSceneRow *row = data;

  g_free (row->name);
  g_free (row->type);
}

static GArray *
new_rows (void)
{
  GArray *rows = g_array_new (FALSE, TRUE, sizeof (RvSceneRow));

  g_array_set_clear_func (rows, clear_row);
  return rows;
}

static gboolean
shows_column (const RvDiagram *diagram, RvColumnMarks marks)
{
  if (diagram == NULL)
    return TRUE;
  if (diagram->columns_shown == RvColumnsShown_NONE || diagram->view_level == RvViewLevel_CONCEPTUAL)
    return FALSE;
  return diagram->columns_shown == RvColumnsShown_ALL
         || (marks & (RV_COLUMN_PRIMARY | RV_COLUMN_FOREIGN | RV_COLUMN_UNIQUE)) != 0;
}

static void
add_table_rows (RvScene *scene, RvSceneBox *box, const RvDiagram *diagram)
{
  g_autoptr (GPtrArray) columns = rv_model_children (scene->model, box->object, RV_KIND_COLUMN);
  gboolean logical = diagram != NULL && diagram->view_level == RvViewLevel_LOGICAL;

  box->n_columns = columns->len;
  for (guint i = 0; i < columns->len && !box->is_folded; i++)
    {
      const RvColumn *column = g_ptr_array_index (columns, i);
      RvSceneRow row = { .column = column->object.id, .marks = rv_model_column_marks (scene->model, column) };
      g_autofree char *type = NULL;

      if (!shows_column (diagram, row.marks))
        continue;
      type = column->type != NULL ? brief_type (scene, column->type) : NULL;
      row.name = rv_text_clean (choose_name (logical, column->name, column->logical_name));
      row.type = type != NULL && *type != '\0' ? rv_text_clean (type) : NULL;
      if (box->n_first == box->rows->len && (row.marks & RV_COLUMN_PRIMARY))
        box->n_first++;
      g_array_append_val (box->rows, row);
    }
}

static void
add_view_rows (RvScene *scene, RvSceneBox *box, const RvDiagram *diagram)
{
  g_autoptr (GPtrArray) columns = rv_model_children (scene->model, box->object, RV_KIND_VIEW_COLUMN);

  box->n_columns = columns->len;
  for (guint i = 0; i < columns->len && !box->is_folded && shows_column (diagram, 0); i++)
    {
      const RvViewColumn *column = g_ptr_array_index (columns, i);
      RvSceneRow row = { .column = column->object.id, .name = rv_text_clean (column->name) };

      g_array_append_val (box->rows, row);
    }
}

/* ---- the box ------------------------------------------------------------------------------- */

static char *
object_color (RvScene *scene, RvId object)
{
  g_autoptr (GPtrArray) taggings = rv_model_children (scene->model, object, RV_KIND_TAGGING);

  for (guint i = 0; i < taggings->len; i++)
    {
      const RvTag *tag = rv_model_get_kind (scene->model, ((const RvTagging *) g_ptr_array_index (taggings, i))->tag_id, RV_KIND_TAG);

      if (tag != NULL && tag->color != NULL)
        return g_strdup (tag->color);
    }
  return NULL;
}

static const char *
table_mark (const RvTable *table)
{
  if (table->server_id != 0)
    return _("foreign");
  if (table->partition_of_id != 0)
    return _("partition");
  if (table->partition_strategy != RvPartitionStrategy_NONE)
    return _("partitioned");
  return NULL;
}

static void
name_box (RvScene *scene, RvSceneBox *box, RvId schema_id, const char *name, const char *mark)
{
  const RvSchema *schema = rv_model_get_kind (scene->model, schema_id, RV_KIND_SCHEMA);

  box->title = rv_text_clean (name);
  box->schema = schema != NULL && schema_id != scene->home_schema ? rv_text_clean (schema->name) : NULL;
  box->mark = mark;
}

static void
read_object (RvScene *scene, RvSceneBox *box, const RvObject *object)
{
  const RvDiagram *diagram = rv_model_get_kind (scene->model, scene->diagram, RV_KIND_DIAGRAM);
  gboolean logical = diagram != NULL && diagram->view_level != RvViewLevel_PHYSICAL;

  box->kind = object->kind;
  if (object->kind == RV_KIND_TABLE)
    {
      const RvTable *table = (const RvTable *) object;

      name_box (scene, box, table->schema_id, choose_name (logical, table->name, table->logical_name), table_mark (table));
      box->is_foreign = table->server_id != 0;
      add_table_rows (scene, box, diagram);
    }
  else if (object->kind == RV_KIND_VIEW)
    {
      const RvView *view = (const RvView *) object;

      name_box (scene, box, view->schema_id, choose_name (logical, view->name, view->logical_name), _("view"));
      add_view_rows (scene, box, diagram);
    }
  else if (object->kind == RV_KIND_MATERIALIZED_VIEW)
    {
      const RvMaterializedView *view = (const RvMaterializedView *) object;

      name_box (scene, box, view->schema_id, choose_name (logical, view->name, view->logical_name), _("materialized"));
      add_view_rows (scene, box, diagram);
    }
  else
    box->title = rv_text_clean (rv_record_name (object));
}

static double
title_width (const RvSceneBox *box)
{
  double width = rv_measure_width (RV_FONT_TITLE, box->title);

  if (box->schema != NULL)
    width += rv_measure_width (RV_FONT_SCHEMA, box->schema) + rv_measure_width (RV_FONT_SCHEMA, ".") + 3;
  if (box->mark != NULL)
    width += rv_measure_width (RV_FONT_QUIET, box->mark) + GAP;
  return MIN (width + 1, MAX_TITLE_WIDTH) + 2 * PADDING;
}

static void
measure_rows (const RvSceneBox *box, double *names, double *types, guint *n_marks)
{
  for (guint i = 0; i < box->rows->len; i++)
    {
      const RvSceneRow *row = &g_array_index (box->rows, RvSceneRow, i);
      RvFont font = row->marks & RV_COLUMN_PRIMARY ? RV_FONT_KEY : RV_FONT_TEXT;

      *names = MAX (*names, rv_measure_width (font, row->name));
      if (row->type != NULL)
        *types = MAX (*types, rv_measure_width (RV_FONT_TYPE, row->type));
      if ((row->marks & RV_COLUMN_PRIMARY) && (row->marks & RV_COLUMN_FOREIGN))
        *n_marks = 2;
    }
  /* a pixel more than measured: pairs of letters add up to nearly what Pango makes of the whole */
  *names = MIN (ceil (*names) + 1, MAX_NAMES_WIDTH);
  *types = *types > 0 ? MIN (ceil (*types) + 1, MAX_TYPES_WIDTH) : 0;
}

/* Even numbers, so that lines to the middle of a row and centred marks stay on whole pixels. */
static void
measure_box (RvSceneBox *box, double wanted_width)
{
  double names = 0, types = 0, width, room;
  guint n_marks = 1;

  measure_rows (box, &names, &types, &n_marks);
  box->header_height = HEADER_HEIGHT;
  box->row_height = ROW_HEIGHT;
  box->marks_width = PADDING + n_marks * MARK_WIDTH + 2;
  width = box->marks_width + names + (types > 0 ? GAP + types : 0) + PADDING;
  width = MAX (MAX (width, title_width (box)), MIN_WIDTH);
  if (wanted_width > 0)
    width = rv_scene_size (wanted_width, MIN_WIDTH, 2000);
  box->rect.width = 2 * ceil (width / 2);
  room = box->rect.width - box->marks_width - PADDING;
  types = MIN (types, MAX (room - GAP - names, room / 2));
  box->names_width = room - (types > 0 ? GAP + types : 0);
  box->rect.height = HEADER_HEIGHT + (box->rows->len > 0 ? box->rows->len * ROW_HEIGHT + 2 * ROWS_PADDING : 0);
}

static void
clear_contents (RvSceneBox *box)
{
  g_clear_pointer (&box->schema, g_free);
  g_clear_pointer (&box->title, g_free);
  g_clear_pointer (&box->color, g_free);
  g_clear_pointer (&box->rows, g_array_unref);
}

void
rv_scene_box_fill (RvScene *scene, RvSceneBox *box)
{
  const RvObject *object = rv_model_get (scene->model, box->object);
  const RvBox *row = rv_model_get_kind (scene->model, box->id, RV_KIND_BOX);

  clear_contents (box);
  box->rows = new_rows ();
  box->n_first = box->n_columns = 0;
  box->is_folded = row != NULL && row->is_folded;
  box->is_locked = row != NULL && row->is_locked;
  if (row != NULL)
    {
      rv_box_place (scene->model, row, scene->view.notation, &box->rect.x, &box->rect.y);
      box->rect.x = rv_scene_coordinate (box->rect.x);
      box->rect.y = rv_scene_coordinate (box->rect.y);
    }
  if (object != NULL)
    read_object (scene, box, object);
  if (box->title == NULL)
    box->title = g_strdup ("");
  box->color = row != NULL && row->color != NULL ? g_strdup (row->color) : object_color (scene, box->object);
  measure_box (box, row != NULL ? row->width : 0);
}

RvSceneBox *
rv_scene_box_new (RvScene *scene, RvId id, RvId object)
{
  RvSceneBox *box = g_new0 (RvSceneBox, 1);

  box->id = id;
  box->object = object;
  rv_scene_box_fill (scene, box);
  return box;
}

void
rv_scene_box_free (RvSceneBox *box)
{
  clear_contents (box);
  g_free (box);
}

static gboolean
rows_are_equal (const GArray *a, const GArray *b)
{
  if (a->len != b->len)
    return FALSE;
  for (guint i = 0; i < a->len; i++)
    {
      const RvSceneRow *one = &g_array_index (a, RvSceneRow, i), *other = &g_array_index (b, RvSceneRow, i);

      if (one->column != other->column || one->marks != other->marks || strcmp (one->name, other->name) != 0
          || g_strcmp0 (one->type, other->type) != 0)
        return FALSE;
    }
  return TRUE;
}

gboolean
rv_scene_box_looks_like (const RvSceneBox *a, const RvSceneBox *b)
{
  return a->kind == b->kind && a->rect.width == b->rect.width && a->rect.height == b->rect.height
         && a->marks_width == b->marks_width && a->names_width == b->names_width && a->mark == b->mark
         && a->n_columns == b->n_columns && a->n_first == b->n_first && a->is_folded == b->is_folded
         && a->is_locked == b->is_locked && a->is_foreign == b->is_foreign && g_strcmp0 (a->schema, b->schema) == 0
         && strcmp (a->title, b->title) == 0 && g_strcmp0 (a->color, b->color) == 0 && rows_are_equal (a->rows, b->rows);
}

void
rv_scene_box_swap_contents (RvSceneBox *a, RvSceneBox *b)
{
  RvSceneBox kept = *a;

  *a = *b;
  *b = kept;
  b->rect = a->rect;
  a->rect.x = kept.rect.x;
  a->rect.y = kept.rect.y;
  b->index = a->index;
  b->stamp = a->stamp;
  a->index = kept.index;
  a->stamp = kept.stamp;
}

double
rv_scene_box_port (const RvSceneBox *box, int row)
{
  if (row < 0 || (guint) row >= box->rows->len)
    return box->header_height / 2;
  return box->header_height + ROWS_PADDING + (row + 0.5) * box->row_height;
}

int
rv_scene_box_row_of (const RvSceneBox *box, RvId column)
{
  for (guint i = 0; i < box->rows->len; i++)
    if (g_array_index (box->rows, RvSceneRow, i).column == column)
      return (int) i;
  return -1;
}

/* ---- areas and notes ----------------------------------------------------------------------- */

static RvRect
read_rect (double x, double y, double width, double height, double least)
{
  return (RvRect) { rv_scene_coordinate (x), rv_scene_coordinate (y), rv_scene_size (width, least, RV_SCENE_FAR),
                    rv_scene_size (height, least, RV_SCENE_FAR) };
}

RvSceneArea *
rv_scene_area_new (const RvArea *row)
{
  RvSceneArea *area = g_new0 (RvSceneArea, 1);

  area->id = row->object.id;
  area->rect = read_rect (row->x, row->y, row->width, row->height, 40);
  area->title = rv_text_clean (row->name);
  area->color = g_strdup (row->color);
  return area;
}

void
rv_scene_area_free (RvSceneArea *area)
{
  g_free (area->title);
  g_free (area->color);
  g_free (area);
}

/* A note without a size is as wide as a box and as tall as its text. */
RvSceneNote *
rv_scene_note_new (const RvNote *row)
{
  RvSceneNote *note = g_new0 (RvSceneNote, 1);

  note->id = row->object.id;
  note->text = g_strdup (row->text != NULL ? row->text : "");
  note->color = g_strdup (row->color);
  note->about = row->object_id;
  note->rect = read_rect (row->x, row->y, row->width > 0 ? row->width : 200, row->height, 24);
  if (!(row->height > 0))
    {
      g_auto (GStrv) lines = rv_measure_wrap (RV_FONT_NOTE, note->text, note->rect.width - 2 * PADDING, 40);

      note->rect.height = MAX (g_strv_length (lines), 1) * 17 + 2 * PADDING;
    }
  return note;
}

void
rv_scene_note_free (RvSceneNote *note)
{
  g_free (note->text);
  g_free (note->color);
  g_free (note);
}
