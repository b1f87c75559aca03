/* One diagram of a model, measured: boxes with rows, lines with ends and routes, areas and
 * notes, all in pixels at 100 %. It knows what things are and where, not how they look.
 *
 * A scene belongs to the thread of its model and follows it through rv_scene_apply(). Read the
 * fields of its items; only the calls here change them. */
#pragma once

#include "layout/graph.h"
#include "model/cardinality.h"

typedef struct {
  double x, y, width, height;
} RvRect;

typedef struct {
  RvId column;       /* RvColumn or RvViewColumn */
  char *name;        /* clean, whole */
  GRefString *type;  /* (nullable): clean, in its short spelling or in business words; one for all rows that say it */
  char *note;        /* (nullable): what the notation says of it, such as "(FK)" */
  RvColumnMarks marks;
} RvSceneRow;

/** RvShape: what a box is drawn as. All but tables are Chen's. */
typedef enum {
  RV_SHAPE_TABLE,
  RV_SHAPE_ENTITY,        /* a rectangle; double: weak */
  RV_SHAPE_RELATIONSHIP,  /* a diamond; double: identifying */
  RV_SHAPE_ATTRIBUTE,     /* an oval; double: several values; dashed: derived */
  RV_SHAPE_SUBTYPES,      /* a triangle between an entity and those that are one of it */
} RvShape;

typedef enum { RV_UNDERLINE_NONE, RV_UNDERLINE_KEY, RV_UNDERLINE_PARTIAL_KEY } RvUnderline;

typedef struct _RvSceneBox RvSceneBox;
struct _RvSceneBox {
  RvId id;              /* of the RvBox; negative in a scene without a diagram, and where it has no RvBox */
  RvId object;          /* the table or view */
  RvKind kind;          /* of the object */
  RvRect rect;          /* with the offset of a drag in it */
  RvNotation notation;
  double body_top;      /* of the frame below a title that stands over it, else 0 */
  double header_height; /* up to the rows */
  double row_height;
  double marks_width;   /* of the gutter before the names */
  double names_width;   /* of the names; types end at the right edge */
  char *schema;         /* (nullable): shown before the title */
  char *title;
  const char *mark;     /* (nullable): what it is where it is no plain table, translated */
  char *color;          /* (nullable): see rv_palette_tint() */
  GArray *rows;         /* RvSceneRow: those that are shown */
  guint n_columns;      /* of the object */
  guint n_first;        /* so many rows from the top are of the primary key */
  gboolean is_plain;    /* an entity of the conceptual level: just a name */
  guint n_more;         /* columns that a row below the others counts; 0: no such row */
  gboolean is_dependent; /* a table whose primary key has columns of a foreign key */
  gboolean is_folded;
  gboolean is_locked;
  gboolean is_foreign;  /* a table on another server */
  RvShape shape;
  gboolean is_made;     /* has no RvBox: it stands where others make it stand */
  gboolean is_double;
  gboolean is_dashed;
  gboolean is_flipped;  /* a triangle below which the entity stands that others are one of */
  RvUnderline underline;
  RvSceneBox *owner;    /* (nullable): of an attribute */
  RvPoint offset;       /* of a made box: from the middle of its owner, or of what it links */
  RvPoint halo;         /* room for attributes at each side */
  guint index;          /* in rv_scene_boxes(); made boxes come last */
  guint stamp;          /* the scene's own */
};

/** RvLineKind: what a line says of the two that it links. */
typedef enum {
  RV_LINE_FOREIGN_KEY,
  RV_LINE_INHERITANCE,  /* from the table that inherits */
  RV_LINE_PARTITION,    /* from the partition to the partitioned table */
  RV_LINE_SOURCE,       /* from a view to what it reads */
  RV_LINE_JUNCTION,     /* many to many, between the two that a table links: at the conceptual level it is no box */
} RvLineKind;

typedef struct {
  RvId id;              /* that of its object; of a partition's line: rv_scene_partition_line() */
  RvLineKind kind;
  RvId object;          /* the RvForeignKey, RvInheritance, RvTable that is a partition or links the two, or RvReference */
  guint n_alike;        /* so many foreign keys of partitions that are not shown are this line; 0: it is the table's own */
  RvSceneBox *from;     /* the table that has it */
  RvSceneBox *to;       /* the table that it references */
  int from_row, to_row; /* rows of the first columns; -1: at the header */
  double from_port;     /* where it leaves and arrives: y from the top of the box, about the middle of the row */
  double to_port;
  RvEnd from_end, to_end;
  gboolean is_identifying;
  gboolean is_double;   /* Chen: all of `from` take part */
  const char *label;    /* (nullable): Chen: "1", "N" or "M" */
  gboolean is_bent;     /* a person bent it */
  gboolean is_draft;    /* runs through a box while one is dragged: for its way around there was no time */
  RvPoint *bends;       /* where, in between the ends */
  guint n_bends;
  char *color;          /* (nullable) */
  RvPoint *points;      /* from end to end */
  guint n_points;
  guint index;          /* in rv_scene_lines() */
  guint stamp;          /* the scene's own */
} RvSceneLine;

typedef struct {
  RvId id;
  RvRect rect;
  char *title;
  char *color;          /* (nullable) */
} RvSceneArea;

typedef struct {
  RvId id;
  RvRect rect;
  char *text;
  char *color;          /* (nullable) */
  RvId about;           /* object, or 0 */
} RvSceneNote;

typedef struct _RvScene RvScene;

/** RvSceneView: how a diagram shows what is in it. */
typedef struct {
  RvNotation notation;
  RvViewLevel level;
  RvColumnsShown columns;
  RvCrossings crossings;
  RvLineLabels labels;
  RvColoring coloring;
  gboolean shows_legend;   /* of the colours */
} RvSceneView;

/** rv_scene_view_of: Returns: the fields of the RvDiagram @diagram, or those of a new one. */
RvSceneView rv_scene_view_of (RvModel *model, RvId diagram);

/** rv_scene_new: @diagram: id of an RvDiagram; lines are routed. Returns: (transfer full). */
RvScene *rv_scene_new (RvModel *model, RvId diagram);

/** rv_scene_new_unrouted: the same with lines that have no points yet, for what will be arranged. */
RvScene *rv_scene_new_unrouted (RvModel *model, RvId diagram);

/** rv_scene_new_of: a scene without a diagram, of @n_objects tables and views, all at (0, 0) and
 * without routes: see rv_arrange_scene(). Nothing is written to the model. */
RvScene *rv_scene_new_of (RvModel *model, const RvId *objects, guint n_objects);

/** rv_scene_set_view: from now on shows things by @view, whatever the diagram says. All items are made
 * anew and lines have no points. */
void rv_scene_set_view (RvScene *scene, const RvSceneView *view);

void rv_scene_free (RvScene *scene);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RvScene, rv_scene_free)

RvModel *rv_scene_model (RvScene *scene);

/** rv_scene_view: Returns: (transfer none): what it shows now. */
const RvSceneView *rv_scene_view (RvScene *scene);

/** rv_scene_diagram: Returns: the id of the diagram, or 0. */
RvId rv_scene_diagram (RvScene *scene);

/* (transfer none), in the order in which they are drawn */
const GPtrArray *rv_scene_boxes (RvScene *scene);
const GPtrArray *rv_scene_lines (RvScene *scene);
const GPtrArray *rv_scene_areas (RvScene *scene);
const GPtrArray *rv_scene_notes (RvScene *scene);

/** rv_scene_partition_line: Returns: the id of the line from @partition (a table) to the partitioned table, which has
 * no object of its own. */
RvId rv_scene_partition_line (RvId partition);

/* (nullable) (transfer none): by the id of the RvBox, the table, the line … */
RvSceneBox *rv_scene_box (RvScene *scene, RvId box);
RvSceneBox *rv_scene_box_of (RvScene *scene, RvId object);
RvSceneLine *rv_scene_line (RvScene *scene, RvId line);
RvSceneArea *rv_scene_area (RvScene *scene, RvId area);
RvSceneNote *rv_scene_note (RvScene *scene, RvId note);

/** rv_scene_bounds: Returns: the rectangle around everything; empty at (0, 0) when there is nothing. */
RvRect rv_scene_bounds (RvScene *scene);

/** rv_scene_box_port: Returns: y of the middle of @row (-1: the header) from the top of the box. */
double rv_scene_box_port (const RvSceneBox *box, int row);

/** rv_scene_box_row_top: Returns: y of the upper edge of @row, also of the one that counts what is not shown. */
double rv_scene_box_row_top (const RvSceneBox *box, guint row);

/** rv_scene_box_row_of: Returns: the row that shows @column, or -1. */
int rv_scene_box_row_of (const RvSceneBox *box, RvId column);

/* ---- what changes ---------------------------------------------------------------------- */

typedef enum { RV_ITEM_NONE, RV_ITEM_BOX, RV_ITEM_LINE, RV_ITEM_AREA, RV_ITEM_NOTE } RvSceneItem;

typedef enum {
  RV_SCENE_ADDED,
  RV_SCENE_CHANGED,   /* looks different (a line: runs differently, too) */
  RV_SCENE_MOVED,     /* looks the same elsewhere */
  RV_SCENE_REMOVED,   /* its struct is gone */
} RvSceneVerb;

typedef struct {
  RvSceneItem item;
  RvSceneVerb verb;
  RvId id;
} RvSceneChange;

/** rv_scene_is_made: Returns: whether @id is of a box or line that has no object of that id in the model. */
gboolean rv_scene_is_made (RvId id);

/** rv_scene_line_object: Returns: the id that a selection knows @line by: its own, or where it has none in the model
 * that of its object. */
RvId rv_scene_line_object (const RvSceneLine *line);

/** rv_scene_line_junction_name: Returns: (transfer full): what the table is called that @line, of many to many, stands for. */
char *rv_scene_line_junction_name (RvScene *scene, const RvSceneLine *line);

/** rv_scene_n_placed: Returns: how many of the boxes have places of their own: those that are not made. */
guint rv_scene_n_placed (RvScene *scene);

/** rv_scene_apply: follows @changes (RvChange) of the model's signal "changed". Ends all drags.
 * Returns: (transfer full): GArray of RvSceneChange, one for each item that is another now; pointers
 * to items that are neither removed nor added stay good, but not in Chen's notation, and not when tables become lines or
 * boxes at the conceptual level: then everything is made anew. */
GArray *rv_scene_apply (RvScene *scene, const GArray *changes);

/** rv_scene_set_offset: shows boxes, areas and notes (@ids) by @dx, @dy from where they are in the
 * model, until rv_scene_apply() or an offset of 0; writes nothing. Lines that touch them follow.
 * Returns: (transfer full): as rv_scene_apply(). */
GArray *rv_scene_set_offset (RvScene *scene, const RvId *ids, guint n_ids, double dx, double dy);

/** rv_scene_show_points: shows the line @id along @points until the model says otherwise; writes nothing.
 * Returns: (transfer full): as rv_scene_apply(). */
GArray *rv_scene_show_points (RvScene *scene, RvId id, const RvPoint *points, guint n_points);

/** rv_scene_place: gives every box the place of its node in @graph (the boxes in order) and routes
 * all lines; the model is not written. */
void rv_scene_place (RvScene *scene, const RvLayoutGraph *graph);

/** rv_scene_to_graph: Returns: (transfer full): the boxes and lines as the layout engine sees them; all
 * nodes are placed. */
RvLayoutGraph *rv_scene_to_graph (RvScene *scene);

/* ---- what is where ------------------------------------------------------------------------ */

typedef enum {
  RV_PART_NONE,
  RV_PART_HEADER,     /* of a box */
  RV_PART_ROW,        /* of a box */
  RV_PART_REST,       /* of a box: below its rows */
  RV_PART_MORE,       /* of a box: what counts the columns that are not shown */
  RV_PART_LINE,
  RV_PART_FROM_END,   /* of a line: near where it leaves the table that has it */
  RV_PART_TO_END,
  RV_PART_AREA_TITLE,
  RV_PART_AREA,
  RV_PART_NOTE,
} RvScenePart;

typedef struct {
  RvSceneItem item;   /* RV_ITEM_NONE: nothing is there */
  RvScenePart part;
  RvId id;            /* of the RvBox, line, RvArea or RvNote */
  RvId object;        /* of a box: the table or view */
  RvId column;        /* of a row: the column */
  int row;            /* or -1 */
} RvSceneHit;

/** rv_scene_hit: what is on top at @x, @y. Lines are hit within @tolerance pixels (at 100 %). */
RvSceneHit rv_scene_hit (RvScene *scene, double x, double y, double tolerance);

/** rv_scene_query: calls for what touches @rect: appends to @boxes and @lines (each nullable) RvSceneBox
 * and RvSceneLine pointers, each once, in drawing order. */
void rv_scene_query (RvScene *scene, RvRect rect, GPtrArray *boxes, GPtrArray *lines);

/** rv_rect_intersects: Returns: whether the two share a point. */
gboolean rv_rect_intersects (RvRect a, RvRect b);

/** rv_rect_grown: Returns: @rect with @margin more on each side. */
RvRect rv_rect_grown (RvRect rect, double margin);

/** rv_rect_union: Returns: the rectangle around both. */
RvRect rv_rect_union (RvRect a, RvRect b);
