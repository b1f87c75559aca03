/* What a large picture costs: 1,500 tables as PNG at 100 %, from the scene on. */
#include <stdio.h>
#include <stdlib.h>

#include "draw/arrange.h"
#include "draw/backends.h"
#include "exchange/open.h"
#include "generate.h"
#include "measure.h"

#define N_TABLES 1500

typedef struct {
  RvScene *scene;
  gsize size;
} Picture;

static RvModel *
import (void)
{
  g_autofree char *text = bench_generate (N_TABLES);
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (RvReport) report = rv_report_new ("generated.sql");
  g_autoptr (GError) error = NULL;
  RvModel *model = rv_open_bytes (bytes, "generated.sql", NULL, RV_OPEN_DEFAULT, report, NULL, NULL, NULL, &error);

  if (model == NULL)
    {
      fprintf (stderr, "import: %s\n", error->message);
      exit (1);
    }
  return model;
}

static void
draw (gpointer data)
{
  Picture *picture = data;
  RvPictureOptions options = { .scale = 1 };
  g_autoptr (RvDisplayList) list = rv_display_list_of_scene (picture->scene, rv_palette_find ("light"), RV_DETAIL_FULL);
  g_autoptr (GError) error = NULL;
  double scale;
  g_autoptr (GBytes) bytes = rv_png_write (list, &options, &scale, &error);

  if (bytes == NULL || scale < 1)
    {
      fprintf (stderr, "PNG: %s\n", error != NULL ? error->message : "not at 100 %");
      exit (1);
    }
  picture->size = g_bytes_get_size (bytes);
}

int
main (void)
{
  g_autoptr (RvModel) model = import ();
  g_autoptr (GArray) ids = rv_arrange_objects (model, RV_SHOW_TABLES);
  g_autoptr (RvScene) scene = rv_scene_new_of (model, (const RvId *) (gpointer) ids->data, ids->len);
  Picture picture = { scene, 0 };
  RvRect bounds;

  rv_arrange_scene (scene);
  bounds = rv_scene_bounds (scene);
  bench_heading ();
  bench_row ("size of the picture", bounds.width * bounds.height / 1e6, 0, "Mpixel");
  bench_row ("PNG at 100 %, 1500 tables, CPU", bench_best (3, draw, &picture), 1, "s");
  bench_row ("size of the file", (double) picture.size / 1e6, 0, "MB");
  return 0;
}
