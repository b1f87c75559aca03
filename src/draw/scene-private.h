/* What the files of the scene share. */
#pragma once

#include "draw/tiles.h"
#include "draw/scene.h"
#include "draw/scene-links.h"
#include "layout/router.h"

struct _RvScene {
  RvModel *model;
  RvId diagram;           /* or 0 */
  RvSceneView view;
  gboolean has_own_view;  /* not that of the diagram */
  RvId home_schema;       /* not shown before titles; or 0 */
  GArray *objects;        /* RvId: what a scene without a diagram is of */
  GHashTable *junctions;  /* RvId * -> itself: see rv_junctions_find() */
  GPtrArray *boxes;       /* RvSceneBox, by id */
  GPtrArray *lines;       /* RvSceneLine, by id */
  GPtrArray *areas;
  GPtrArray *notes;
  GHashTable *items;      /* RvId * (in the item) -> item, of boxes, areas and notes */
  GHashTable *by_line;    /* RvId * (in the line) -> RvSceneLine */
  GHashTable *by_object;  /* RvId * (in the box) -> RvSceneBox */
  GHashTable *recrossed;  /* RvId * -> itself: lines that jump over others than they did when last told of */
  GHashTable *loose;      /* RvId * -> itself: lines that are dragged; what they crossed before is in `recrossed` */
  GHashTable *dragged;    /* RvId * -> itself: what has an offset */
  RvTiles *box_tiles;
  RvTiles *line_tiles;
  RvRouter *router;       /* (nullable): of `graph` */
  RvLayoutGraph *graph;   /* (nullable): nodes are boxes, edges lines */
  guint stamp;
};

/* Places and sizes of a file may be anything; these are what a drawing can bear. */
#define RV_SCENE_FAR 1e6
double rv_scene_coordinate (double value);
double rv_scene_size (double value, double low, double high);

/* scene-names.c: Returns: (transfer full): clean, as the level of the diagram wants it. */
char *rv_scene_name (RvScene *scene, const char *name, const char *logical_name);
char *rv_scene_type (RvScene *scene, const char *type); /* (nullable) */
RvId rv_scene_find_home_schema (RvModel *model);

/* scene-box.c: what boxes, areas and notes hold */
RvSceneBox *rv_scene_box_new (RvScene *scene, RvId id, RvId object);
void rv_scene_box_free (RvSceneBox *box);
void rv_scene_box_fill (RvScene *scene, RvSceneBox *box);
gboolean rv_scene_box_looks_like (const RvSceneBox *a, const RvSceneBox *b);
void rv_scene_box_swap_contents (RvSceneBox *a, RvSceneBox *b);
RvSceneArea *rv_scene_area_new (const RvArea *row);
void rv_scene_area_free (RvSceneArea *area);
RvSceneNote *rv_scene_note_new (const RvNote *row);
void rv_scene_note_free (RvSceneNote *note);

/* scene-line.c */
RvSceneLine *rv_scene_line_new (RvScene *scene, const RvLink *link);
void rv_scene_line_free (RvSceneLine *line);
/* Reads the model again. Returns: whether the line looks or runs differently. */
gboolean rv_scene_line_fill (RvScene *scene, RvSceneLine *line, const RvLink *link);
/* Returns: a number below RV_LINE_LOOKS for how an end looks: those of one look may meet a box at one place. */
#define RV_LINE_LOOKS 16
guint rv_scene_line_look (RvScene *scene, const RvSceneLine *line, gboolean at_to);
gboolean rv_scene_line_set_points (RvScene *scene, RvSceneLine *line, const RvPoint *points, guint n_points);

/* scene.c: Returns: the same scene made from what the model has now, without routes. */
RvScene *rv_scene_copy (RvScene *scene);

/* scene-remake.c: makes all items anew. Returns: (transfer full): as rv_scene_apply(). */
GArray *rv_scene_remake (RvScene *scene);

/* scene.c: sets of items */
void rv_scene_add_box (RvScene *scene, RvSceneBox *box);
void rv_scene_add_line (RvScene *scene, RvSceneLine *line);
void rv_scene_add_area (RvScene *scene, RvSceneArea *area);
void rv_scene_add_note (RvScene *scene, RvSceneNote *note);
void rv_scene_remove_item (RvScene *scene, RvSceneItem item, RvId id);
void rv_scene_sort (RvScene *scene);
void rv_scene_move_box (RvScene *scene, RvSceneBox *box, RvRect rect);

/* scene-ports.c: where all lines meet boxes. @touched: (nullable): gets the boxes whose lines do so elsewhere. */
void rv_scene_set_ports (RvScene *scene, GPtrArray *touched);

/* scene-route.c: routes lines anew. @boxes: those that moved, or NULL for all. @changed:
 * (nullable): gets the lines that run differently. */
void rv_scene_route (RvScene *scene, const GPtrArray *boxes, GPtrArray *changed);
/* The same for a drag: quick, and for the time being. */
void rv_scene_route_drag (RvScene *scene, const GPtrArray *boxes, GPtrArray *changed);
/* Called when boxes, lines or ports came or went: the next call makes the router anew, around the lines' own routes. */
void rv_scene_drop_routes (RvScene *scene);
