/* What Chen's notation makes of tables: which are entities, weak ones, relationships of many to many or
 * subtypes; diamonds for foreign keys and ovals for columns. */
#include "draw/scene-chen.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "draw/junctions.h"
#include "draw/measure.h"
#include "draw/scene-links.h"

#define ENTITY_WIDTH 112
#define ENTITY_HEIGHT 44
#define DIAMOND_WIDTH 104
#define DIAMOND_HEIGHT 60
#define TRIANGLE_WIDTH 56
#define TRIANGLE_HEIGHT 42
#define OVAL_WIDTH 60
#define OVAL_HEIGHT 28
#define MAX_TEXT 150
#define MOST_ATTRIBUTES 40   /* of one entity; the others are counted */

/* Ids of what has no row in the file, far from those of boxes that stand for objects. */
#define MADE_IDS (G_GINT64_CONSTANT (1) << 56)
enum { PART_NODE, PART_FIRST, PART_SECOND, PART_MORE, N_PARTS };

static RvId
made_id (RvId object, guint part)
{
  return -MADE_IDS - object * N_PARTS - part;
}

gboolean
rv_scene_is_made (RvId id)
{
  return id <= -MADE_IDS;
}

RvId
rv_scene_line_object (const RvSceneLine *line)
{
  return rv_scene_is_made (line->id) ? line->object : line->id;
}

/* ---- what a table is ----------------------------------------------------------------------- */

/* All of the primary key, and nothing else, refers to the other table: a row is one of its rows. */
static gboolean
is_subtype_key (RvScene *scene, const RvForeignKey *key)
{
  guint n_own, n_key = rv_junction_count_key_columns (scene, key->table_id, &n_own);

  return rv_junction_has_key (scene, key) && n_own == 0 && key->table_id != key->referenced_table_id
         && rv_junction_count_parts (scene, key->object.id, RV_KIND_FOREIGN_KEY_COLUMN) == n_key
         && rv_model_cardinality (scene->model, key).from == RV_END_ZERO_OR_ONE;
}

static gboolean
is_weak (RvScene *scene, RvId table)
{
  g_autoptr (GPtrArray) keys = rv_model_children (scene->model, table, RV_KIND_FOREIGN_KEY);

  for (guint i = 0; i < keys->len; i++)
    if (rv_junction_has_key (scene, g_ptr_array_index (keys, i)) && !is_subtype_key (scene, g_ptr_array_index (keys, i)))
      return TRUE;
  return FALSE;
}

/* ---- boxes --------------------------------------------------------------------------------- */

static double
even (double width)
{
  return 2 * ceil (width / 2);
}

static void
size_box (RvSceneBox *box, RvFont font, double share, double least_width, double height)
{
  double text = MIN (rv_measure_width (font, box->title), MAX_TEXT);

  box->rect.width = MAX (even (text * share + 28), least_width);
  box->rect.height = height;
  box->header_height = height;
  box->row_height = height;
}

void
rv_chen_shape_box (RvScene *scene, RvSceneBox *box)
{
  gboolean is_relationship = box->kind == RV_KIND_TABLE && rv_junction_applies (scene, box->object);

  box->shape = is_relationship ? RV_SHAPE_RELATIONSHIP : RV_SHAPE_ENTITY;
  box->is_double = !is_relationship && box->kind == RV_KIND_TABLE && is_weak (scene, box->object);
  g_array_set_size (box->rows, 0);
  box->n_more = 0;
  if (is_relationship)
    size_box (box, RV_FONT_TEXT, 1.3, DIAMOND_WIDTH, DIAMOND_HEIGHT);
  else
    size_box (box, RV_FONT_TITLE, 1, ENTITY_WIDTH, ENTITY_HEIGHT);
}

static RvSceneBox *
make_box (RvScene *scene, RvId id, RvId object, RvKind kind, RvShape shape, char *title)
{
  RvSceneBox *box = g_new0 (RvSceneBox, 1);

  box->id = id;
  box->object = object;
  box->kind = kind;
  box->notation = RvNotation_CHEN;
  box->shape = shape;
  box->is_made = TRUE;
  box->title = title;
  box->rows = g_array_new (FALSE, FALSE, sizeof (RvSceneRow));
  return box;
}

static RvSceneLine *
add_line (RvScene *scene, RvId id, RvId object, RvSceneBox *from, RvSceneBox *to, const char *label)
{
  RvSceneLine *line = g_new0 (RvSceneLine, 1);

  line->id = id;
  line->object = object;
  line->from = from;
  line->to = to;
  line->from_row = line->to_row = -1;
  line->label = label;
  rv_scene_add_line (scene, line);
  return line;
}

/* ---- attributes ---------------------------------------------------------------------------- */

static gboolean
shows_attribute (RvScene *scene, RvColumnMarks marks)
{
  if (marks & RV_COLUMN_FOREIGN)
    return FALSE;
  return scene->view.columns == RvColumnsShown_ALL
         || (scene->view.columns == RvColumnsShown_KEYS && (marks & (RV_COLUMN_PRIMARY | RV_COLUMN_UNIQUE)) != 0);
}

static RvSceneBox *
make_attribute (RvScene *scene, RvSceneBox *owner, const RvColumn *column, RvColumnMarks marks)
{
  RvSceneBox *box = make_box (scene, made_id (column->object.id, PART_NODE), column->object.id, RV_KIND_COLUMN, RV_SHAPE_ATTRIBUTE,
                              rv_scene_name (scene, column->name, column->logical_name));

  box->owner = owner;
  box->is_double = column->type != NULL && strstr (column->type, "[") != NULL;
  box->is_dashed = column->generated != NULL;
  if (marks & RV_COLUMN_PRIMARY)
    box->underline = owner->is_double ? RV_UNDERLINE_PARTIAL_KEY : RV_UNDERLINE_KEY;
  size_box (box, RV_FONT_TEXT, 1, OVAL_WIDTH, OVAL_HEIGHT);
  return box;
}

static void
count_rest (RvScene *scene, RvSceneBox *owner, guint n, GPtrArray *attributes)
{
  RvSceneBox *box = make_box (scene, made_id (owner->object, PART_MORE), owner->object, owner->kind, RV_SHAPE_ATTRIBUTE,
                              g_strdup_printf (_("+%u more"), n));

  box->owner = owner;
  size_box (box, RV_FONT_TEXT, 1, OVAL_WIDTH, OVAL_HEIGHT);
  g_ptr_array_add (attributes, box);
}

static void
make_attributes (RvScene *scene, RvSceneBox *owner)
{
  g_autoptr (GPtrArray) columns = rv_model_children (scene->model, owner->object, RV_KIND_COLUMN);
  g_autoptr (GPtrArray) attributes = g_ptr_array_new ();
  guint n_rest = 0;

  for (guint i = 0; i < columns->len && owner->kind == RV_KIND_TABLE && !owner->is_folded; i++)
    {
      RvColumnMarks marks = rv_model_column_marks (scene->model, g_ptr_array_index (columns, i));

      if (!shows_attribute (scene, marks))
        continue;
      if (attributes->len < MOST_ATTRIBUTES)
        g_ptr_array_add (attributes, make_attribute (scene, owner, g_ptr_array_index (columns, i), marks));
      else
        n_rest++;
    }
  if (n_rest > 0)
    count_rest (scene, owner, n_rest, attributes);
  rv_chen_measure_halo (owner, attributes);
  for (guint i = 0; i < attributes->len; i++)
    rv_scene_add_box (scene, g_ptr_array_index (attributes, i));
}

/* ---- relationships ------------------------------------------------------------------------- */

/* The verb that a person gave; or the role that the column's name tells; else the parent has the child. */
static char *
name_relationship (RvScene *scene, const RvForeignKey *key, const RvSceneBox *to)
{
  g_autoptr (GPtrArray) parts = rv_model_children (scene->model, key->object.id, RV_KIND_FOREIGN_KEY_COLUMN);
  const RvForeignKeyColumn *part = parts->len > 0 ? g_ptr_array_index (parts, 0) : NULL;
  const RvColumn *column = part != NULL ? rv_model_get_kind (scene->model, part->column_id, RV_KIND_COLUMN) : NULL;
  const RvTable *table = rv_model_get_kind (scene->model, to->object, RV_KIND_TABLE);
  g_autofree char *role = NULL;

  if (key->verb != NULL && *key->verb != '\0')
    return rv_text_clean (key->verb);
  if (column == NULL || parts->len > 1)
    return g_strdup (_("has"));
  role = g_strndup (column->name, strlen (column->name) - (g_str_has_suffix (column->name, "_id") ? 3 : 0));
  if (table == NULL || *role == '\0' || g_str_has_prefix (table->name, role) || g_str_has_prefix (role, table->name))
    return g_strdup (_("has"));
  return rv_scene_name (scene, role, NULL);
}

static void
make_relationship (RvScene *scene, RvSceneBox *from, RvSceneBox *to, const RvForeignKey *key)
{
  RvCardinality cardinality = rv_model_cardinality (scene->model, key);
  RvId id = key->object.id;
  RvSceneBox *diamond = make_box (scene, made_id (id, PART_NODE), id, RV_KIND_FOREIGN_KEY, RV_SHAPE_RELATIONSHIP,
                                  name_relationship (scene, key, to));

  diamond->is_double = cardinality.is_identifying;
  size_box (diamond, RV_FONT_TEXT, 1.3, DIAMOND_WIDTH, DIAMOND_HEIGHT);
  rv_scene_add_box (scene, diamond);
  add_line (scene, made_id (id, PART_FIRST), id, from, diamond, cardinality.from == RV_END_ZERO_OR_ONE ? "1" : "N")->is_double =
    cardinality.to == RV_END_ONE;
  add_line (scene, made_id (id, PART_SECOND), id, to, diamond, "1")->is_double = cardinality.from == RV_END_ONE || cardinality.from == RV_END_MANY;
}

/* The first of several letters that a participant gets: M, N, P … */
static void
link_junction (RvScene *scene, RvSceneBox *diamond)
{
  static const char *const letters[] = { "M", "N", "P", "Q" };
  g_autoptr (GPtrArray) keys = rv_model_children (scene->model, diamond->object, RV_KIND_FOREIGN_KEY);
  guint n = 0;

  for (guint i = 0; i < keys->len; i++)
    {
      const RvForeignKey *key = g_ptr_array_index (keys, i);
      RvSceneBox *entity = rv_scene_box_of (scene, key->referenced_table_id);

      if (entity == NULL || entity == diamond)
        continue;
      if (!rv_junction_has_key (scene, key))
        add_line (scene, key->object.id, key->object.id, entity, diamond, "1");
      else
        {
          add_line (scene, key->object.id, key->object.id, entity, diamond, letters[MIN (n, G_N_ELEMENTS (letters) - 1)]);
          n++;
        }
    }
}

/* ---- subtypes ------------------------------------------------------------------------------ */

static RvSceneBox *
triangle_below (RvScene *scene, RvSceneBox *parent)
{
  RvId id = made_id (parent->object, PART_NODE);
  RvSceneBox *triangle = g_hash_table_lookup (scene->items, &id);

  if (triangle != NULL)
    return triangle;
  /* Translators: in the triangle between an entity and its subtypes: a subtype “is a” supertype */
  triangle = make_box (scene, id, parent->object, parent->kind, RV_SHAPE_SUBTYPES, g_strdup (_("ISA")));
  triangle->rect.width = TRIANGLE_WIDTH;
  triangle->rect.height = triangle->header_height = triangle->row_height = TRIANGLE_HEIGHT;
  rv_scene_add_box (scene, triangle);
  add_line (scene, made_id (parent->object, PART_FIRST), parent->object, parent, triangle, NULL);
  return triangle;
}

static void
make_inheritance (RvScene *scene, RvSceneBox *child)
{
  g_autoptr (GPtrArray) rows = rv_model_children (scene->model, child->object, RV_KIND_INHERITANCE);

  for (guint i = 0; i < rows->len; i++)
    {
      const RvInheritance *row = g_ptr_array_index (rows, i);
      RvSceneBox *parent = rv_scene_box_of (scene, row->inherited_id);

      if (parent != NULL && parent != child)
        add_line (scene, row->object.id, row->object.id, child, triangle_below (scene, parent), NULL);
    }
}

/* Also what only partitions refer to: the partitioned table stands for them. */
static void
make_relationships (RvScene *scene, RvSceneBox *from)
{
  g_autoptr (GArray) links = g_array_new (FALSE, FALSE, sizeof (RvLink));

  rv_scene_links_from (scene, from->object, links);
  for (guint i = 0; i < links->len; i++)
    {
      const RvLink *link = &g_array_index (links, RvLink, i);
      const RvForeignKey *key = rv_model_get_kind (scene->model, link->object, RV_KIND_FOREIGN_KEY);
      RvSceneBox *to = key != NULL ? rv_scene_box_of (scene, link->to) : NULL;

      if (to == NULL)
        continue;
      if (is_subtype_key (scene, key) && to->shape == RV_SHAPE_ENTITY)
        add_line (scene, key->object.id, key->object.id, from, triangle_below (scene, to), NULL);
      else
        make_relationship (scene, from, to, key);
    }
}

void
rv_chen_make (RvScene *scene)
{
  guint n_boxes = scene->boxes->len;

  for (guint i = 0; i < n_boxes; i++)
    {
      RvSceneBox *box = g_ptr_array_index (scene->boxes, i);

      make_attributes (scene, box);
      if (rv_scene_box_of (scene, box->object) != box)
        continue;
      if (box->shape == RV_SHAPE_RELATIONSHIP)
        link_junction (scene, box);
      else
        {
          make_inheritance (scene, box);
          make_relationships (scene, box);
        }
    }
}
