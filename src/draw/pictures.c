/* The rows of the picture formats. */
#include "draw/pictures.h"

#include <glib/gi18n-lib.h>

#include "draw/arrange.h"
#include "draw/backends.h"

static RvScene *
find_scene (RvModel *model, RvId diagram)
{
  const GPtrArray *diagrams = rv_model_all (model, RV_KIND_DIAGRAM);
  g_autoptr (GArray) ids = NULL;
  RvScene *scene;

  if (diagram == 0 && diagrams != NULL && diagrams->len > 0)
    {
      g_autoptr (GPtrArray) ordered = rv_model_children (model, 0, RV_KIND_DIAGRAM);
      const RvObject *first = g_ptr_array_index (ordered->len > 0 ? ordered : diagrams, 0);

      diagram = first->id;
    }
  if (diagram != 0)
    return rv_scene_new (model, diagram);
  ids = rv_arrange_objects (model, RV_SHOW_TABLES);
  scene = rv_scene_new_of (model, (const RvId *) (gpointer) ids->data, ids->len);
  rv_arrange_scene (scene);
  return scene;
}

/* Returns: what to call the picture: the diagram, else the project. */
static const char *
find_title (RvModel *model, RvScene *scene)
{
  const RvDiagram *diagram = rv_model_get_kind (model, rv_scene_diagram (scene), RV_KIND_DIAGRAM);
  const RvProject *project = rv_model_project (model);

  if (diagram != NULL)
    return diagram->name;
  return project != NULL ? project->name : NULL;
}

typedef GBytes *(*Writer) (const RvDisplayList *list, const RvPictureOptions *options, RvReport *report, GError **error);

static GBytes *
write_picture (RvModel *model, const RvFormatOptions *options, RvReport *report, GError **error, Writer writer)
{
  static const RvFormatOptions defaults = { 0 };
  const RvFormatOptions *chosen = options != NULL ? options : &defaults;
  g_autoptr (RvScene) scene = NULL;
  g_autoptr (RvDisplayList) list = NULL;
  RvPictureOptions picture = { .scale = chosen->scale, .transparent = chosen->transparent };

  if (chosen->diagram != 0 && rv_model_get_kind (model, chosen->diagram, RV_KIND_DIAGRAM) == NULL)
    {
      g_set_error_literal (error, RV_EXCHANGE_ERROR, RV_EXCHANGE_ERROR_INPUT, _("There is no such diagram."));
      return NULL;
    }
  scene = find_scene (model, chosen->diagram);
  list = rv_display_list_of_scene (scene, rv_palette_find (chosen->palette), RV_DETAIL_FULL);
  picture.title = find_title (model, scene);
  return writer (list, &picture, report, error);
}

static GBytes *
make_svg (const RvDisplayList *list, const RvPictureOptions *options, RvReport *report, GError **error)
{
  return rv_svg_write (list, options);
}

static GBytes *
make_pdf (const RvDisplayList *list, const RvPictureOptions *options, RvReport *report, GError **error)
{
  return rv_pdf_write (list, options, error);
}

static GBytes *
make_png (const RvDisplayList *list, const RvPictureOptions *options, RvReport *report, GError **error)
{
  double wanted = options->scale > 0 ? options->scale : 1, scale;
  GBytes *bytes = rv_png_write (list, options, &scale, error);

  if (bytes != NULL && report != NULL && scale < wanted)
    rv_report_add (report, RV_MESSAGE_WARNING, (RvTextPosition) { 0, 0 },
                   _("The picture would be too large; it was drawn at %.0f %%."), scale * 100);
  return bytes;
}

static GBytes *
write_svg (RvModel *model, const RvFormatOptions *options, RvReport *report, GError **error)
{
  return write_picture (model, options, report, error, make_svg);
}

static GBytes *
write_pdf (RvModel *model, const RvFormatOptions *options, RvReport *report, GError **error)
{
  return write_picture (model, options, report, error, make_pdf);
}

static GBytes *
write_png (RvModel *model, const RvFormatOptions *options, RvReport *report, GError **error)
{
  return write_picture (model, options, report, error, make_png);
}

static const char *const svg_endings[] = { "svg", NULL };
static const char *const pdf_endings[] = { "pdf", NULL };
static const char *const png_endings[] = { "png", NULL };

static const RvFormat svg = { .id = "svg", .label = N_("SVG picture"), .endings = svg_endings, .mime_type = "image/svg+xml", .write = write_svg };
static const RvFormat pdf = { .id = "pdf", .label = N_("PDF document"), .endings = pdf_endings, .mime_type = "application/pdf", .write = write_pdf };
static const RvFormat png = { .id = "png", .label = N_("PNG picture"), .endings = png_endings, .mime_type = "image/png", .write = write_png };

const RvFormat *const *
rv_picture_formats (void)
{
  static const RvFormat *const formats[] = { &svg, &pdf, &png, NULL };

  return formats;
}
