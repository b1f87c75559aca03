/* What a box holds: rows of columns with their marks, and how large that makes it. */
#include "draw/coloring.h"
#include "draw/scene-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "draw/measure.h"
#include "draw/notation.h"
#include "draw/note-text.h"
#include "draw/scene-chen.h"
#include "model/box-place.h"

#define ROW_HEIGHT 22
#define ROWS_PADDING 4
#define STRIP 12
#define PADDING 12
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

/* ---- rows ---------------------------------------------------------------------------------- */

static void
clear_row (gpointer data)
{
  RvSceneRow *row = data;

  g_free (row->name);
  g_clear_pointer (&row->type, g_ref_string_release);
  g_free (row->note);
}

static GArray *
new_rows (void)
{
  GArray *rows = g_array_new (FALSE, TRUE, sizeof (RvSceneRow));

  g_array_set_clear_func (rows, clear_row);
  return rows;
}

/* At the logical level a line stands for a foreign key; its columns are shown where the notation lets them migrate. */
static gboolean
is_migrated (RvScene *scene, RvColumnMarks marks)
{
  RvMigrated migrated = rv_notation_style (scene->view.notation)->migrated;

  if (scene->view.level == RvViewLevel_PHYSICAL || !(marks & RV_COLUMN_FOREIGN) || migrated == RV_MIGRATED_ALL)
    return FALSE;
  return migrated == RV_MIGRATED_NONE || !(marks & RV_COLUMN_PRIMARY);
}

static gboolean
shows_column (RvScene *scene, RvColumnMarks marks)
{
  if (scene->view.columns == RvColumnsShown_NONE || scene->view.level == RvViewLevel_CONCEPTUAL || is_migrated (scene, marks))
    return FALSE;
  return scene->view.columns == RvColumnsShown_ALL
         || (marks & (RV_COLUMN_PRIMARY | RV_COLUMN_FOREIGN | RV_COLUMN_UNIQUE)) != 0;
}

static RvSceneRow
make_row (RvScene *scene, const RvColumn *column, RvColumnMarks marks)
{
  const RvNotationStyle *style = rv_notation_style (scene->view.notation);
  g_autofree char *type = rv_scene_type (scene, column->type);

  return (RvSceneRow) {
    .column = column->object.id,
    .name = rv_scene_name (scene, column->name, column->logical_name),
    .type = type != NULL ? g_ref_string_new_intern (type) : NULL,
    .note = style->row_note != NULL ? style->row_note (scene->model, column, marks, scene->view.level) : NULL,
    .marks = marks,
  };
}

static void
add_row (RvScene *scene, RvSceneBox *box, RvSceneRow row)
{
  gboolean is_key = (row.marks & RV_COLUMN_PRIMARY) != 0;
  gboolean is_first = is_key && (box->n_first == box->rows->len || rv_notation_style (scene->view.notation)->keys_first);

  g_array_insert_val (box->rows, is_first ? box->n_first : box->rows->len, row);
  box->n_first += is_first ? 1 : 0;
}

static void
add_table_rows (RvScene *scene, RvSceneBox *box)
{
  g_autoptr (GPtrArray) columns = rv_model_children (scene->model, box->object, RV_KIND_COLUMN);
  guint n_shown = 0;

  box->n_columns = columns->len;
  for (guint i = 0; i < columns->len; i++)
    {
      const RvColumn *column = g_ptr_array_index (columns, i);
      RvColumnMarks marks = rv_model_column_marks (scene->model, column);

      if (shows_column (scene, marks) && !box->is_folded)
        add_row (scene, box, make_row (scene, column, marks));
      n_shown += is_migrated (scene, marks) ? 0 : 1;
    }
  box->n_more = n_shown - MIN (box->rows->len, n_shown);
}

static void
add_view_rows (RvScene *scene, RvSceneBox *box)
{
  g_autoptr (GPtrArray) columns = rv_model_children (scene->model, box->object, RV_KIND_VIEW_COLUMN);

  box->n_columns = columns->len;
  for (guint i = 0; i < columns->len && !box->is_folded && shows_column (scene, 0); i++)
    {
      const RvViewColumn *column = g_ptr_array_index (columns, i);
      RvSceneRow row = { .column = column->object.id, .name = rv_scene_name (scene, column->name, NULL) };

      g_array_append_val (box->rows, row);
    }
  box->n_more = box->n_columns - box->rows->len;
}

/* Who hides all columns does not want them counted at every box. */
static void
add_rows (RvScene *scene, RvSceneBox *box)
{
  if (box->kind == RV_KIND_TABLE)
    add_table_rows (scene, box);
  else
    add_view_rows (scene, box);
  if (scene->view.columns == RvColumnsShown_NONE || scene->view.level == RvViewLevel_CONCEPTUAL)
    box->n_more = 0;
}

/* ---- the box ------------------------------------------------------------------------------- */

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
name_box (RvScene *scene, RvSceneBox *box, RvId schema_id, const char *name, const char *logical_name)
{
  const RvSchema *schema = rv_model_get_kind (scene->model, schema_id, RV_KIND_SCHEMA);
  gboolean is_physical = scene->view.level == RvViewLevel_PHYSICAL;

  box->title = rv_scene_name (scene, name, logical_name);
  if (!is_physical && rv_notation_style (scene->view.notation)->capital_titles)
    {
      char *capitals = g_utf8_strup (box->title, -1);

      g_free (box->title);
      box->title = capitals;
    }
  box->schema = is_physical && schema != NULL && schema_id != scene->home_schema ? rv_text_clean (schema->name) : NULL;
}

static void
mark_box (RvScene *scene, RvSceneBox *box, const char *mark)
{
  const RvNotationStyle *style = rv_notation_style (scene->view.notation);

  box->mark = scene->view.level == RvViewLevel_CONCEPTUAL ? NULL : mark;
  if (style->box_mark != NULL)
    box->mark = style->box_mark (box, box->mark, scene->view.level);
}

static gboolean
is_dependent (RvModel *model, RvId table)
{
  g_autoptr (GPtrArray) keys = rv_model_children (model, table, RV_KIND_FOREIGN_KEY);

  for (guint i = 0; i < keys->len; i++)
    if (rv_model_cardinality (model, g_ptr_array_index (keys, i)).is_identifying)
      return TRUE;
  return FALSE;
}

static void
read_table (RvScene *scene, RvSceneBox *box, const RvTable *table)
{
  name_box (scene, box, table->schema_id, table->name, table->logical_name);
  mark_box (scene, box, table_mark (table));
  box->is_foreign = table->server_id != 0;
  box->is_dependent = is_dependent (scene->model, box->object);
}

static void
read_object (RvScene *scene, RvSceneBox *box, const RvObject *object)
{
  const RvView *view = (const RvView *) object;
  const RvMaterializedView *materialized = (const RvMaterializedView *) object;

  box->kind = object->kind;
  if (object->kind == RV_KIND_TABLE)
    read_table (scene, box, (const RvTable *) object);
  else if (object->kind == RV_KIND_VIEW)
    {
      name_box (scene, box, view->schema_id, view->name, view->logical_name);
      mark_box (scene, box, _("view"));
    }
  else if (object->kind == RV_KIND_MATERIALIZED_VIEW)
    {
      name_box (scene, box, materialized->schema_id, materialized->name, materialized->logical_name);
      mark_box (scene, box, _("materialized"));
    }
  else
    {
      box->title = rv_text_clean (rv_record_name (object));
      return;
    }
  add_rows (scene, box);
}

static double
title_width (const RvSceneBox *box)
{
  const RvNotationStyle *style = rv_notation_style (box->notation);
  double width = rv_measure_width (RV_FONT_TITLE, box->title), mark = box->mark != NULL ? rv_measure_width (RV_FONT_QUIET, box->mark) : 0;

  if (box->schema != NULL)
    width += rv_measure_width (RV_FONT_SCHEMA, box->schema) + rv_measure_width (RV_FONT_SCHEMA, ".") + 3;
  if (box->mark != NULL && style->has_quiet_mark)
    width += mark + GAP;
  return MIN (width + 1, MAX_TITLE_WIDTH) + 2 * PADDING;
}

/* Name, and behind it what follows in the same line. */
static double
row_width (const RvNotationStyle *style, const RvSceneRow *row)
{
  RvFont font = style->has_bold_keys && (row->marks & RV_COLUMN_PRIMARY) ? RV_FONT_KEY : RV_FONT_TEXT;
  double width = rv_measure_width (font, row->name);

  if (row->note != NULL)
    width += rv_measure_width (RV_FONT_TYPE, row->note) + rv_measure_width (RV_FONT_TYPE, " ");
  if (style->has_inline_types && row->type != NULL)
    width += rv_measure_width (RV_FONT_TYPE, row->type) + rv_measure_width (RV_FONT_TYPE, " : ");
  return width;
}

static void
measure_rows (const RvSceneBox *box, double *names, double *types, guint *n_marks)
{
  const RvNotationStyle *style = rv_notation_style (box->notation);

  for (guint i = 0; i < box->rows->len; i++)
    {
      const RvSceneRow *row = &g_array_index (box->rows, RvSceneRow, i);

      *names = MAX (*names, row_width (style, row));
      if (row->type != NULL && !style->has_inline_types)
        *types = MAX (*types, rv_measure_width (RV_FONT_TYPE, row->type));
      if ((row->marks & RV_COLUMN_PRIMARY) && (row->marks & RV_COLUMN_FOREIGN))
        *n_marks = 2;
    }
  /* a pixel more than measured: pairs of letters add up to nearly what Pango makes of the whole */
  *names = MIN (ceil (*names) + 1, style->has_inline_types ? MAX_NAMES_WIDTH + MAX_TYPES_WIDTH : MAX_NAMES_WIDTH);
  *types = *types > 0 ? MIN (ceil (*types) + 1, MAX_TYPES_WIDTH) : 0;
}

/* A title over the frame leaves a strip for a key that has no columns, and one below where all columns are of the key. */
static void
measure_height (RvSceneBox *box)
{
  const RvNotationStyle *style = rv_notation_style (box->notation);
  guint n_rows = box->rows->len + (box->n_more > 0 ? 1 : 0);
  gboolean is_outside = style->title_height > 0 && box->rows->len > 0;

  box->row_height = ROW_HEIGHT;
  box->body_top = is_outside ? style->title_height : 0;
  box->header_height = is_outside ? style->title_height : style->header_height + (box->mark != NULL ? style->mark_height : 0);
  if (box->is_plain)
    box->header_height = style->plain_height;
  if (is_outside && box->n_first == 0)
    box->header_height += STRIP;
  box->rect.height = box->header_height + (n_rows > 0 ? n_rows * ROW_HEIGHT + 2 * ROWS_PADDING : 0);
  if (is_outside && box->n_first == n_rows)
    box->rect.height += STRIP;
}

/* Even numbers, so that lines to the middle of a row and centred marks stay on whole pixels. */
static void
measure_box (RvSceneBox *box, double wanted_width)
{
  const RvNotationStyle *style = rv_notation_style (box->notation);
  double names = 0, types = 0, width, room;
  guint n_marks = 1;

  measure_rows (box, &names, &types, &n_marks);
  box->marks_width = style->gutter + n_marks * style->mark_width;
  width = box->marks_width + names + (types > 0 ? GAP + types : 0) + PADDING;
  width = MAX (MAX (width, title_width (box)), MIN_WIDTH);
  if (wanted_width > 0)
    width = rv_scene_size (wanted_width, MIN_WIDTH, 2000);
  box->rect.width = 2 * ceil (width / 2);
  room = box->rect.width - box->marks_width - PADDING;
  types = MIN (types, MAX (room - GAP - names, room / 2));
  box->names_width = room - (types > 0 ? GAP + types : 0);
  measure_height (box);
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
  box->n_first = box->n_columns = box->n_more = 0;
  box->notation = scene->view.notation;
  box->is_plain = scene->view.level == RvViewLevel_CONCEPTUAL;
  box->is_dependent = FALSE;
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
  box->color = rv_coloring_color (scene->model, scene->view.coloring, row, box->object);
  measure_box (box, row != NULL ? row->width : 0);
  if (rv_chen_applies (scene))
    rv_chen_shape_box (scene, box);
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
          || g_strcmp0 (one->type, other->type) != 0 || g_strcmp0 (one->note, other->note) != 0)
        return FALSE;
    }
  return TRUE;
}

gboolean
rv_scene_box_looks_like (const RvSceneBox *a, const RvSceneBox *b)
{
  return a->kind == b->kind && a->shape == b->shape && a->is_double == b->is_double && a->is_dashed == b->is_dashed
         && a->is_flipped == b->is_flipped && a->underline == b->underline && a->offset.x == b->offset.x && a->offset.y == b->offset.y
         && a->notation == b->notation && a->body_top == b->body_top && a->header_height == b->header_height
         && a->n_more == b->n_more && a->is_dependent == b->is_dependent && a->rect.width == b->rect.width && a->rect.height == b->rect.height
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
rv_scene_box_row_top (const RvSceneBox *box, guint row)
{
  return box->header_height + ROWS_PADDING + row * box->row_height;
}

double
rv_scene_box_port (const RvSceneBox *box, int row)
{
  if (row < 0 || (guint) row >= box->rows->len)
    return box->body_top > 0 ? box->body_top + ROWS_PADDING + box->row_height / 2 : box->header_height / 2;
  return rv_scene_box_row_top (box, (guint) row) + box->row_height / 2;
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
    note->rect.height = rv_note_text_natural_height (note->text, note->rect.width);
  return note;
}

void
rv_scene_note_free (RvSceneNote *note)
{
  g_free (note->text);
  g_free (note->color);
  g_free (note);
}
