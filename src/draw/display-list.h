/* What a drawing is made of, in flat arrays: the one thing that the SVG writer, cairo and the
 * canvas draw from. Primitives stand in groups, one for each box, line, area and note;
 * coordinates are relative to the origin of their group, so that a box can be kept and moved. */
#pragma once

#include "draw/measure.h"
#include "draw/palette.h"
#include "draw/scene.h"

typedef enum {
  RV_DRAW_RECT,   /* rounded rectangle */
  RV_DRAW_PATH,
  RV_DRAW_TEXT,
} RvPrimitiveType;

typedef enum { RV_ANCHOR_START, RV_ANCHOR_MIDDLE, RV_ANCHOR_END } RvAnchor;

typedef enum { RV_PATH_MOVE, RV_PATH_LINE, RV_PATH_CURVE, RV_PATH_CLOSE } RvPathVerb;

/** RvPathStep: to x, y; a curve (cubic) by way of the control points 1 and 2. */
typedef struct {
  RvPathVerb verb;
  double x1, y1, x2, y2, x, y;
} RvPathStep;

/** RvInk: a colour by what it is for (RV_COLOR_NONE: not drawn) and as it comes out. */
typedef struct {
  RvColorRole role;
  RvColor color;
} RvInk;

typedef struct {
  RvPrimitiveType type;
  RvInk fill;              /* of a text: its colour */
  RvInk stroke;
  double line_width;
  double dash;             /* length of dashes and gaps; 0: solid */
  union {
    struct {
      RvRect rect;
      double top_radius, bottom_radius;
    };
    struct {
      guint first_step, n_steps;   /* in RvDisplayList.steps */
    };
    struct {
      RvFont font;
      RvAnchor anchor;
      double x, baseline, width;   /* x of the anchor; the width that it takes */
      char *text;                  /* one clean line, cut to fit */
      char *whole;                 /* (nullable): the text before it was cut */
    };
  };
} RvPrimitive;

typedef struct {
  RvSceneItem item;
  RvId id;
  char *name;                 /* for an XML id; not unique, not escaped */
  const char *css_class;      /* "table", "view", "line", "line optional" … */
  char *title;                /* (nullable): what a screen reader says */
  double x, y;                /* origin */
  RvRect extents;             /* of what is drawn, relative to the origin */
  guint first, n_primitives;  /* in RvDisplayList.primitives */
} RvDisplayGroup;

typedef struct {
  const RvPalette *palette;
  GArray *groups;             /* RvDisplayGroup */
  GArray *primitives;         /* RvPrimitive */
  GArray *steps;              /* RvPathStep */
  GArray *jumps;              /* (nullable): RvPoint: where the line that is being added jumps over others … */
  RvCrossings crossings;      /* … and how */
} RvDisplayList;

/** RvDetail: how much of a box can be told apart. */
typedef enum {
  RV_DETAIL_FULL,
  RV_DETAIL_BARS,    /* rows as bars */
  RV_DETAIL_PLAIN,   /* boxes with a header, lines without ends */
  RV_DETAIL_SHAPES,  /* one path for all boxes, one for all lines */
} RvDetail;

/** rv_detail_for_zoom: Returns: what to draw at @zoom (1: 100 %). */
RvDetail rv_detail_for_zoom (double zoom);

/** rv_display_list_new: @palette: static. Returns: (transfer full): an empty list. */
RvDisplayList *rv_display_list_new (const RvPalette *palette);
void rv_display_list_free (RvDisplayList *list);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RvDisplayList, rv_display_list_free)

/* Each appends one group. RV_DETAIL_SHAPES counts as RV_DETAIL_PLAIN here. */
void rv_display_list_add_box (RvDisplayList *list, RvScene *scene, const RvSceneBox *box, RvDetail detail);
void rv_display_list_add_line (RvDisplayList *list, RvScene *scene, const RvSceneLine *line, RvDetail detail);
void rv_display_list_add_area (RvDisplayList *list, const RvSceneArea *area, RvDetail detail);
void rv_display_list_add_note (RvDisplayList *list, const RvSceneNote *note, RvDetail detail);

/** rv_display_list_add_shapes: appends two groups, all lines as one path and all boxes as one,
 * those that touch @clip (nullable: everything). */
void rv_display_list_add_shapes (RvDisplayList *list, RvScene *scene, const RvRect *clip);

/** rv_display_list_of_scene: Returns: (transfer full): the whole scene, from the bottom up. */
RvDisplayList *rv_display_list_of_scene (RvScene *scene, const RvPalette *palette, RvDetail detail);

/** rv_display_list_of_part: the same of the boxes, areas and notes among @ids (of themselves or of the boxes'
 * tables and views, or at the ends of a line), and the lines between these boxes. */
RvDisplayList *rv_display_list_of_part (RvScene *scene, const RvPalette *palette, RvDetail detail, const RvId *ids, guint n_ids);

/** rv_display_list_append: appends a copy of @other, moved by @dx, @dy. It stands for no item of the scene; @prefix goes
 * before the names of its groups. */
void rv_display_list_append (RvDisplayList *list, const RvDisplayList *other, const char *prefix, double dx, double dy);

/** rv_display_group_place: Returns: the extents of @group where it stands. */
RvRect rv_display_group_place (const RvDisplayGroup *group);

/** rv_display_list_bounds: Returns: the rectangle around everything in it. */
RvRect rv_display_list_bounds (const RvDisplayList *list);

/** rv_scene_line_sentence: Returns: (transfer full): the line in words: “orders references users, many to one, on delete restrict”. */
char *rv_scene_line_sentence (RvScene *scene, const RvSceneLine *line);

/** rv_scene_box_sentence: Returns: (transfer full): “Table orders, 5 columns”. */
char *rv_scene_box_sentence (const RvSceneBox *box);
