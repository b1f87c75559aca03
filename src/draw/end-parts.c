/* What ends of lines in several notations have in common: strokes, feet, diamonds and texts, given by
 * how far they are from the box and aside of the line. */
#include "draw/notation.h"

#include <math.h>

#define FOOT_LENGTH 12
#define FOOT_SPREAD 6
#define BAR_REACH 5
#define TEXT_RISE 3.5   /* of a text's baseline over the line */
#define MIDDLE 0.35     /* of a text's size: half as high as its figures */
#define BETWEEN 20.0    /* from the box: marks of the others are nearer */
#define CAPITALS 0.6    /* … and about as high as they */

void
rv_end_path (const RvEndPainter *painter, gboolean is_filled)
{
  RvInk none = rv_ink (painter->list, RV_COLOR_NONE);

  rv_display_path (painter->list, is_filled ? painter->ink : none, painter->ink, RV_LINE_WIDTH);
}

RvPoint
rv_end_point (const RvEndPainter *painter, double away, double aside)
{
  return (RvPoint) { painter->at.x + painter->along.x * away - painter->along.y * aside,
                     painter->at.y + painter->along.y * away + painter->along.x * aside };
}

void
rv_end_stroke (const RvEndPainter *painter, double away1, double aside1, double away2, double aside2)
{
  RvPoint a = rv_end_point (painter, away1, aside1), b = rv_end_point (painter, away2, aside2);

  rv_display_move_to (painter->list, a.x, a.y);
  rv_display_line_to (painter->list, b.x, b.y);
}

void
rv_end_bar (const RvEndPainter *painter, double away)
{
  rv_end_stroke (painter, away, -BAR_REACH, away, BAR_REACH);
}

double
rv_end_foot (const RvEndPainter *painter)
{
  rv_end_stroke (painter, FOOT_LENGTH, 0, 0, -FOOT_SPREAD);
  rv_end_stroke (painter, FOOT_LENGTH, 0, 0, FOOT_SPREAD);
  return FOOT_LENGTH;
}

void
rv_end_diamond (const RvEndPainter *painter, double away, double length, double spread)
{
  RvPoint corners[] = { rv_end_point (painter, away, 0), rv_end_point (painter, away + length / 2, spread),
                        rv_end_point (painter, away + length, 0), rv_end_point (painter, away + length / 2, -spread) };

  rv_display_move_to (painter->list, corners[0].x, corners[0].y);
  for (guint i = 1; i < G_N_ELEMENTS (corners); i++)
    rv_display_line_to (painter->list, corners[i].x, corners[i].y);
  rv_display_close_path (painter->list);
}

/* How far the baseline is over the line: over it, under it where another is right above, or in the middle of a gap that is
 * made for it between two others. */
static double
rise_of (const RvEndPainter *painter)
{
  double size = rv_font_style (RV_FONT_QUIET)->size;

  if ((painter->crowd & RV_CROWD_ABOVE) && (painter->crowd & RV_CROWD_BELOW))
    return -size * MIDDLE;
  return painter->crowd & RV_CROWD_ABOVE ? -size * CAPITALS - TEXT_RISE : TEXT_RISE;
}

static void
make_gap (const RvEndPainter *painter, RvPoint at, RvAnchor anchor, const char *text)
{
  double width = rv_measure_width (RV_FONT_QUIET, text), size = rv_font_style (RV_FONT_QUIET)->size;
  double left = anchor == RV_ANCHOR_END ? at.x - width : at.x;

  rv_display_rect (painter->list, (RvRect) { left - 2, at.y - size * MIDDLE, width + 4, 2 * size * MIDDLE }, 0, rv_ink (painter->list, RV_COLOR_CANVAS));
}

/* Over a line that runs across, right of one that runs up or down; never on a line. */
void
rv_end_text (const RvEndPainter *painter, double away, const char *text)
{
  gboolean is_steep = fabs (painter->along.y) > fabs (painter->along.x);
  gboolean is_between = !is_steep && (painter->crowd & RV_CROWD_ABOVE) && (painter->crowd & RV_CROWD_BELOW);
  RvPoint at = rv_end_point (painter, is_between ? MAX (away, BETWEEN) : away, 0);
  RvAnchor anchor = is_steep || painter->along.x >= 0 ? RV_ANCHOR_START : RV_ANCHOR_END;
  double rise = is_steep ? -rv_font_style (RV_FONT_QUIET)->size * MIDDLE : rise_of (painter);

  if (painter->crowd & RV_CROWD_TOLD)
    return;
  if (is_steep)
    at.x += TEXT_RISE + 1;
  else if (is_between)
    make_gap (painter, at, anchor, text);
  rv_display_text (painter->list, RV_FONT_QUIET, anchor, at.x, at.y - rise, 200, text, rv_ink (painter->list, RV_COLOR_TEXT_DIM));
}
