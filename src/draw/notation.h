/* How the notations differ: a row of a table for each, which says what boxes hold, how large that
 * makes them, and how boxes and ends of lines look. The scene and the display list ask it. */
#pragma once

#include "draw/display-private.h"
#include "draw/scene.h"

/** RvMigrated: which columns of foreign keys are shown at the logical level, where lines stand for them. */
typedef enum {
  RV_MIGRATED_ALL,
  RV_MIGRATED_KEYS,   /* those of the primary key */
  RV_MIGRATED_NONE,
} RvMigrated;

/** RvBoxPainter: a box that is being drawn; its corner is at 0, 0. */
typedef struct {
  RvDisplayList *list;
  const RvSceneBox *box;
  RvDetail detail;
  RvInk header;
  RvInk border;
} RvBoxPainter;

/** RvEndCrowd: other ends at the same side of the box, so near that a text beside the line would stand on them. */
typedef enum {
  RV_CROWD_ABOVE = 1,
  RV_CROWD_BELOW = 2,
  RV_CROWD_TOLD = 4,    /* another line that ends at the same place has the text */
} RvEndCrowd;

/** RvEndPainter: one end of a line that is being drawn. */
typedef struct {
  RvDisplayList *list;
  const RvSceneLine *line;
  RvEnd end;
  gboolean is_from;   /* the end at the table that has the foreign key */
  RvPoint at;         /* where the line meets the box */
  RvPoint along;      /* one pixel away from the box */
  RvInk ink;
  double room;        /* until the line bends */
  RvEndCrowd crowd;   /* where ends say how many in figures */
} RvEndPainter;

typedef struct {
  RvNotation notation;

  /* what a box holds */
  RvMigrated migrated;
  gboolean keys_first;         /* columns of the primary key stand before the others */
  gboolean capital_titles;     /* of business names */
  gboolean has_quiet_mark;     /* what it is stands beside the title, not over it */
  char *(*row_note) (RvModel *model, const RvColumn *column, RvColumnMarks marks, RvViewLevel level); /* (nullable) */
  const char *(*box_mark) (const RvSceneBox *box, const char *mark, RvViewLevel level); /* (nullable): instead of @mark */

  /* how large that makes it */
  double header_height;
  double plain_height;         /* of a box without rows at the conceptual level */
  double mark_height;          /* more of a header with a mark over the title */
  double title_height;         /* of a title over the frame, where there are rows; 0: it stands in it */
  double gutter;               /* before the names */
  double mark_width;           /* … and for each mark that rows have */
  gboolean has_inline_types;   /* the type follows the name */
  gboolean has_bold_keys;

  /* how it looks */
  void (*draw_box) (const RvBoxPainter *painter);
  void (*draw_course) (RvDisplayList *list, const RvSceneLine *line, RvInk ink, double width); /* (nullable): in full detail */
  void (*draw_end) (const RvEndPainter *painter);
  gboolean dashes;             /* lines that are not identifying */
  gboolean splits_identifying; /* ends of lines that identify look different at the parent */
  gboolean writes_cardinality; /* ends say how many in figures */
  double stub;                 /* the room between a box and the first bend of a line */
  double end_room;             /* that ends and their texts take around the line */
} RvNotationStyle;

/** rv_notation_style: Returns: (transfer none): the row of @notation. */
const RvNotationStyle *rv_notation_style (RvNotation notation);

extern const RvNotationStyle rv_notation_crows_foot;
extern const RvNotationStyle rv_notation_idef1x;
extern const RvNotationStyle rv_notation_barker;
extern const RvNotationStyle rv_notation_chen;
extern const RvNotationStyle rv_notation_uml;

/* ---- box-parts.c: what boxes of several notations have --------------------------------------- */

/** rv_paint_shadow: under the rectangle @rect. */
void rv_paint_shadow (const RvBoxPainter *painter, RvRect rect, double radius);

/** rv_paint_rule: a line of a pixel across the box at @y. */
void rv_paint_rule (const RvBoxPainter *painter, double y, double inset, RvInk ink);

/** rv_paint_frame: the outline of @rect. */
void rv_paint_frame (const RvBoxPainter *painter, RvRect rect, double radius);

/** rv_paint_title: schema and title in a header of @height from the top, in the font that the detail asks for. */
void rv_paint_title (const RvBoxPainter *painter, double top, double height, RvAnchor anchor);

/** rv_paint_rows: all rows and what is said below them; each row's marks by @draw_marks (nullable), in full detail. */
typedef void (*RvMarksFunc) (const RvBoxPainter *painter, const RvSceneRow *row, double y);
void rv_paint_rows (const RvBoxPainter *painter, gboolean has_bold_keys, gboolean has_inline_types, RvMarksFunc draw_marks);

/* ---- end-parts.c: what ends of several notations have ------------------------------------------ */

/** rv_end_path: starts a path of the end's ink; @is_filled: filled with it. */
void rv_end_path (const RvEndPainter *painter, gboolean is_filled);

/** rv_end_point: Returns: the point @away from the box and @aside of the line. */
RvPoint rv_end_point (const RvEndPainter *painter, double away, double aside);
void rv_end_stroke (const RvEndPainter *painter, double away1, double aside1, double away2, double aside2);

/** rv_end_bar: a stroke across the line. */
void rv_end_bar (const RvEndPainter *painter, double away);

/** rv_end_foot: a crow's foot. Returns: how long it is. */
double rv_end_foot (const RvEndPainter *painter);

/** rv_end_diamond: closed, @length long from @away; in a path that was started. */
void rv_end_diamond (const RvEndPainter *painter, double away, double length, double spread);

/** rv_end_text: @text beside the line, from @away; between two others in a gap of it. */
void rv_end_text (const RvEndPainter *painter, double away, const char *text);

/* ---- end-crowd.c ------------------------------------------------------------------------------ */

/** rv_end_crowd: Returns: what else ends where @line leaves its table (@is_from) or arrives. */
RvEndCrowd rv_end_crowd (RvScene *scene, const RvSceneLine *line, gboolean is_from);

/** rv_end_crowd_note: adds to @ids (RvId * -> itself) the other lines that end near the ends of @line. */
void rv_end_crowd_note (RvScene *scene, const RvSceneLine *line, GHashTable *ids);
