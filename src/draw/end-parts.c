/* What ends of lines in several notations have in common: strokes, feet, diamonds and texts, given by
 * how far they are from the box and aside of the line. */
#include "draw/notation.h"

#include <math.h>

#define FOOT_LENGTH 12
#define FOOT_SPREAD 6
#define BAR_REACH 5
#define TEXT_RISE 3.5   /* of a text's baseline over the line */

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

/* Over a line that runs across, right of one that runs up or down; never on the line. */
void
rv_end_text (const RvEndPainter *painter, double away, const char *text)
{
  RvPoint at = rv_end_point (painter, away, 0);
  gboolean is_steep = fabs (painter->along.y) > fabs (painter->along.x);
  RvAnchor anchor = is_steep || painter->along.x >= 0 ? RV_ANCHOR_START : RV_ANCHOR_END;
  double rise = is_steep ? -rv_font_style (RV_FONT_QUIET)->size * 0.35 : TEXT_RISE;

  if (is_steep)
    at.x += TEXT_RISE + 1;
  rv_display_text (painter->list, RV_FONT_QUIET, anchor, at.x, at.y - rise, 200, text, rv_ink (painter->list, RV_COLOR_TEXT_DIM));
}
