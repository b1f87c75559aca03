/* How a display list is added to: group by group, each made of rectangles, paths and texts. */
#pragma once

#include "draw/display-list.h"

RvInk rv_ink (const RvDisplayList *list, RvColorRole role);
RvInk rv_ink_tinted (RvColorRole role, RvColor color);

/** rv_display_open: starts a group; the fields but `first` and `n_primitives` are taken from @group, `name` and
 * `title` with their memory. */
void rv_display_open (RvDisplayList *list, const RvDisplayGroup *group);
void rv_display_close (RvDisplayList *list);

/** rv_display_rect: Returns: (transfer none): good until the next primitive, for its stroke and corners to be set. */
RvPrimitive *rv_display_rect (RvDisplayList *list, RvRect rect, double radius, RvInk fill);

/** rv_display_path: starts a path; steps that follow belong to it. */
RvPrimitive *rv_display_path (RvDisplayList *list, RvInk fill, RvInk stroke, double line_width);
void rv_display_move_to (RvDisplayList *list, double x, double y);
void rv_display_line_to (RvDisplayList *list, double x, double y);
void rv_display_curve_to (RvDisplayList *list, double x1, double y1, double x2, double y2, double x, double y);
void rv_display_close_path (RvDisplayList *list);
void rv_display_circle (RvDisplayList *list, double x, double y, double radius);

/** rv_display_text: adds @text, cut to @room. Returns: the width that it takes. */
double rv_display_text (RvDisplayList *list, RvFont font, RvAnchor anchor, double x, double baseline, double room,
                        const char *text, RvInk ink);
