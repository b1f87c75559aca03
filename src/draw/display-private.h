/* What the files that draw boxes, lines and paper share. */
#pragma once

#include "draw/display-build.h"

#define RV_BOX_RADIUS 8
#define RV_BOX_PADDING 12
#define RV_BOX_GAP 20
#define RV_MARK_WIDTH 16
#define RV_LINE_WIDTH 1.3
#define RV_LINE_DASH 5

/** rv_display_course: adds the polyline @points, which runs along @line or a part of it, to the path. */
void rv_display_course (RvDisplayList *list, const RvSceneLine *line, const RvPoint *points, guint n_points, gboolean rounded);

#define RV_LABEL_REACH 16  /* texts reach no higher over their lines */

/* display-label.c: adds the text that the diagram wants on @line, if there is a place for it */
void rv_display_label (RvDisplayList *list, RvScene *scene, const RvSceneLine *line);

/* display-kin.c: lines that are no foreign keys */
const char *rv_display_kin_class (RvLineKind kind);
void rv_display_kin (RvDisplayList *list, const RvSceneLine *line, RvDetail detail, RvInk ink, double width);
