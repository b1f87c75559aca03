/* Display lists as a PDF, lines and text as they are: a page for each, fitted to paper or cut into the sheets of a poster. */
#include <cairo-pdf.h>
#include <string.h>

#include "draw/backends.h"
#include "draw/poster.h"

#define LARGEST_PAGE 14400.0   /* points; readers refuse more */
#define PAGE_MARGIN 28.35      /* points; 10 mm */
#define POINTS_PER_MM (72 / 25.4)

typedef struct {
  cairo_surface_t *surface;
  cairo_t *cr;
  const RvPictureOptions *options;
  double scale;                /* of the last poster; 1: as it was asked for */
} Pdf;

static cairo_status_t
append (void *closure, const unsigned char *data, unsigned int length)
{
  g_byte_array_append (closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

/* The time of the drawing would make every file another one. */
static char *
date_of_file (void)
{
  const char *epoch = g_getenv ("SOURCE_DATE_EPOCH");
  gint64 seconds = epoch != NULL ? g_ascii_strtoll (epoch, NULL, 10) : 0;
  g_autoptr (GDateTime) date = g_date_time_new_from_unix_utc (CLAMP (seconds, 0, G_MAXUINT32));

  return g_date_time_format (date, "%Y-%m-%dT%H:%M:%SZ");
}

static void
set_metadata (cairo_surface_t *surface, const RvPictureOptions *options)
{
  g_autofree char *date = date_of_file ();
  g_autofree char *title = rv_text_clean (options->title);

  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATOR, "Relvar " RV_VERSION);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATE_DATE, date);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_MOD_DATE, date);
  if (*title != '\0')
    cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_TITLE, title);
}

static void
paint_background (const Pdf *pdf, const RvPalette *palette)
{
  RvColor canvas = palette->colors[RV_COLOR_CANVAS];

  if (pdf->options->transparent)
    return;
  cairo_set_source_rgb (pdf->cr, canvas.red / 255.0, canvas.green / 255.0, canvas.blue / 255.0);
  cairo_paint (pdf->cr);
}

/* @width, @height: of the page in points; the picture stands in its middle. */
static void
draw_page (Pdf *pdf, const RvDisplayList *list, RvRect frame, double width, double height, double scale)
{
  cairo_pdf_surface_set_size (pdf->surface, width, height);
  cairo_save (pdf->cr);
  paint_background (pdf, list->palette);
  cairo_translate (pdf->cr, (width - frame.width * scale) / 2, (height - frame.height * scale) / 2);
  cairo_scale (pdf->cr, scale, scale);
  cairo_translate (pdf->cr, -frame.x, -frame.y);
  rv_cairo_draw (list, pdf->cr, NULL);
  cairo_restore (pdf->cr);
  cairo_show_page (pdf->cr);
}

static void
draw_free_page (Pdf *pdf, const RvPage *page)
{
  RvRect frame = rv_picture_frame (page->list);
  double scale = MIN (RV_POINTS_PER_PIXEL, LARGEST_PAGE / MAX (frame.width, frame.height));

  draw_page (pdf, page->list, frame, frame.width * scale, frame.height * scale, scale);
}

static void
draw_paper (Pdf *pdf, const RvPage *page)
{
  const RvPaper *paper = pdf->options->paper;
  RvRect frame = rv_display_list_bounds (page->list);
  gboolean is_wide = frame.width > frame.height;
  double width = (is_wide ? paper->height : paper->width) * POINTS_PER_MM;
  double height = (is_wide ? paper->width : paper->height) * POINTS_PER_MM;
  double scale = MIN ((width - 2 * PAGE_MARGIN) / MAX (frame.width, 1), (height - 2 * PAGE_MARGIN) / MAX (frame.height, 1));

  draw_page (pdf, page->list, frame, width, height, MIN (scale, RV_POINTS_PER_PIXEL));
}

static void
draw_poster (Pdf *pdf, const RvPage *page)
{
  double wanted = (pdf->options->scale > 0 ? pdf->options->scale : 1) * RV_POINTS_PER_PIXEL;
  RvPoster poster = rv_poster_plan (rv_picture_frame (page->list), pdf->options->paper, wanted);

  pdf->scale = poster.scale / RV_POINTS_PER_PIXEL;
  cairo_pdf_surface_set_size (pdf->surface, poster.width, poster.height);
  for (guint row = 0; row < poster.n_rows; row++)
    for (guint column = 0; column < poster.n_columns; column++)
      {
        g_autofree char *name = rv_poster_sheet_name (column, row);

        cairo_pdf_surface_set_page_label (pdf->surface, name);
        rv_poster_draw_sheet (&poster, column, row, page->list, page->title, pdf->options->transparent, pdf->cr);
        cairo_show_page (pdf->cr);
      }
}

static void
add_bookmark (Pdf *pdf, const RvPage *page, guint first_page)
{
  g_autofree char *title = rv_text_clean (page->title);
  g_autofree char *target = g_strdup_printf ("page=%u pos=[0 0]", first_page);

  cairo_pdf_surface_add_outline (pdf->surface, CAIRO_PDF_OUTLINE_ROOT, title, target, 0);
}

static void
draw_all (Pdf *pdf, const RvPage *pages, guint n_pages)
{
  for (guint i = 0; i < n_pages; i++)
    {
      if (n_pages > 1 && !pdf->options->is_poster)
        add_bookmark (pdf, &pages[i], i + 1);
      if (pdf->options->paper == NULL)
        draw_free_page (pdf, &pages[i]);
      else if (pdf->options->is_poster)
        draw_poster (pdf, &pages[i]);
      else
        draw_paper (pdf, &pages[i]);
    }
}

static cairo_status_t
write_surface (Pdf *pdf, const RvPage *pages, guint n_pages, GByteArray *bytes)
{
  cairo_status_t status;

  pdf->surface = cairo_pdf_surface_create_for_stream (append, bytes, 100, 100);
  pdf->cr = cairo_create (pdf->surface);
  set_metadata (pdf->surface, pdf->options);
  draw_all (pdf, pages, n_pages);
  status = cairo_status (pdf->cr);
  cairo_destroy (pdf->cr);
  cairo_surface_finish (pdf->surface);
  status = status != CAIRO_STATUS_SUCCESS ? status : cairo_surface_status (pdf->surface);
  cairo_surface_destroy (pdf->surface);
  return status;
}

GBytes *
rv_pdf_write (const RvPage *pages, guint n_pages, const RvPictureOptions *options, double *scale, GError **error)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  Pdf pdf = { .options = options, .scale = options->scale > 0 ? options->scale : 1 };
  cairo_status_t status = write_surface (&pdf, pages, n_pages, bytes);

  if (status != CAIRO_STATUS_SUCCESS)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED, cairo_status_to_string (status));
      return NULL;
    }
  if (scale != NULL)
    *scale = pdf.scale;
  return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
}
