/* A display list as one page of PDF, lines and text as they are. */
#include <cairo-pdf.h>
#include <string.h>

#include "draw/backends.h"

#define POINTS_PER_PIXEL 0.75
#define LARGEST_PAGE 14400.0   /* points; readers refuse more */

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

static cairo_status_t
draw_page (const RvDisplayList *list, const RvPictureOptions *options, GByteArray *bytes)
{
  RvRect frame = rv_picture_frame (list);
  double scale = MIN (POINTS_PER_PIXEL, LARGEST_PAGE / MAX (frame.width, frame.height));
  cairo_surface_t *surface = cairo_pdf_surface_create_for_stream (append, bytes, frame.width * scale, frame.height * scale);
  cairo_t *cr = cairo_create (surface);
  RvColor canvas = list->palette->colors[RV_COLOR_CANVAS];
  cairo_status_t status;

  set_metadata (surface, options);
  cairo_scale (cr, scale, scale);
  cairo_translate (cr, -frame.x, -frame.y);
  if (!options->transparent)
    {
      cairo_set_source_rgb (cr, canvas.red / 255.0, canvas.green / 255.0, canvas.blue / 255.0);
      cairo_paint (cr);
    }
  rv_cairo_draw (list, cr, NULL);
  cairo_show_page (cr);
  status = cairo_status (cr);
  cairo_destroy (cr);
  cairo_surface_finish (surface);
  status = status != CAIRO_STATUS_SUCCESS ? status : cairo_surface_status (surface);
  cairo_surface_destroy (surface);
  return status;
}

GBytes *
rv_pdf_write (const RvDisplayList *list, const RvPictureOptions *options, GError **error)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  cairo_status_t status = draw_page (list, options, bytes);

  if (status != CAIRO_STATUS_SUCCESS)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED, cairo_status_to_string (status));
      return NULL;
    }
  return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
}
