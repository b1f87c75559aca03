/* The back ends of a display list below the canvas. */
#pragma once

#include <cairo.h>
#include <gio/gio.h>

#include "draw/display-list.h"
#include "draw/paper.h"

typedef struct {
  double scale;          /* PNG: pixels for each pixel at 100 %; posters: 1 is 96 pixels an inch; 0: 1 */
  gboolean transparent;  /* no background */
  const char *title;     /* (nullable) */
  const RvPaper *paper;  /* (nullable): PDF: pages of this size; NULL: as large as the picture */
  gboolean is_poster;    /* PDF: as many sheets of the paper as the picture needs at its scale */
} RvPictureOptions;

typedef struct {
  const RvDisplayList *list;
  const char *title;     /* (nullable): of the bookmark */
} RvPage;

/** rv_svg_write: Returns: (transfer full): the list as an SVG document; same list, same bytes. */
GBytes *rv_svg_write (const RvDisplayList *list, const RvPictureOptions *options);

/** rv_pdf_write: Returns: (transfer full): a PDF, dated SOURCE_DATE_EPOCH or 1970, with a page for each of the
 * @n_pages of @pages, or the sheets of a poster with marks where to cut. A poster of more sheets than anyone would
 * print is drawn smaller: @scale (nullable) tells at which scale in the end. */
GBytes *rv_pdf_write (const RvPage *pages, guint n_pages, const RvPictureOptions *options, double *scale, GError **error);

/** rv_png_write: Returns: (transfer full): the list as PNG. A picture that would be larger than
 * PNG readers take is scaled down: @scale (nullable) tells by how much it was scaled in the end. */
GBytes *rv_png_write (const RvDisplayList *list, const RvPictureOptions *options, double *scale, GError **error);

/** rv_cairo_draw: draws what touches @clip (nullable: everything), without background. */
void rv_cairo_draw (const RvDisplayList *list, cairo_t *cr, const RvRect *clip);

typedef struct _RvBrush RvBrush;

/** rv_brush_new: what draws @list on @cr part by part: it remembers what comes again. */
RvBrush *rv_brush_new (const RvDisplayList *list, cairo_t *cr);
void rv_brush_free (RvBrush *brush);

/** rv_brush_draw: as rv_cairo_draw(). */
void rv_brush_draw (RvBrush *brush, const RvRect *clip);

/** rv_picture_frame: Returns: the bounds of @list with a margin around it. */
RvRect rv_picture_frame (const RvDisplayList *list);
