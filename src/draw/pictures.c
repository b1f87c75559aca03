/* The rows of the picture formats. */
#include "draw/pictures.h"

#include <glib/gi18n-lib.h>

#include "draw/arrange.h"
#include "draw/backends.h"
#include "draw/changes.h"
#include "draw/color-legend.h"
#include "draw/legend-sample.h"
#include "draw/title-block.h"
#include "model/versions.h"

#define BLOCK_DISTANCE 40

/* What a picture shows, page by page; only PDF has more than one. */
typedef struct {
  GPtrArray *lists;   /* RvDisplayList */
  GPtrArray *titles;  /* (nullable) char * */
  RvChanges *changes; /* (nullable): to mark */
} Pages;

static void
pages_clear (Pages *pages)
{
  g_clear_pointer (&pages->lists, g_ptr_array_unref);
  g_clear_pointer (&pages->titles, g_ptr_array_unref);
  g_clear_pointer (&pages->changes, rv_changes_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Pages, pages_clear)

static gboolean
has_own_view (const RvFormatOptions *options)
{
  return options->has_notation || options->has_level || options->has_columns;
}

static RvSceneView
wanted_view (RvModel *model, RvId diagram, const RvFormatOptions *options)
{
  RvSceneView view = rv_scene_view_of (model, diagram);

  view.notation = options->has_notation ? options->notation : view.notation;
  view.level = options->has_level ? options->level : view.level;
  view.columns = options->has_columns ? options->columns : view.columns;
  return view;
}

static RvScene *
make_scene (RvModel *model, RvId diagram, const RvFormatOptions *options)
{
  RvSceneView view = wanted_view (model, diagram, options);
  g_autoptr (GArray) ids = NULL;
  RvScene *scene;

  if (diagram != 0 && !has_own_view (options))
    return rv_scene_new (model, diagram);
  if (diagram != 0)
    {
      scene = rv_scene_new_unrouted (model, diagram);
      rv_scene_set_view (scene, &view);
      rv_arrange_where_needed (scene);
      return scene;
    }
  ids = rv_arrange_objects (model, RV_SHOW_TABLES);
  scene = rv_scene_new_of (model, (const RvId *) (gpointer) ids->data, ids->len);
  if (has_own_view (options))
    rv_scene_set_view (scene, &view);
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

/* Below the drawing: the legends to the left, the title block to the right. */
static void
add_blocks (RvDisplayList *list, RvScene *scene, const RvFormatOptions *options)
{
  RvRect bounds = rv_display_list_bounds (list), legend = { bounds.x, 0, -BLOCK_DISTANCE, 0 };
  double top = bounds.y + bounds.height + BLOCK_DISTANCE;

  if (options->legend)
    legend = rv_display_list_add_sample (list, rv_scene_view (scene), bounds.x, top);
  if (options->legend || rv_scene_view (scene)->shows_legend)
    {
      RvRect colors = rv_display_list_add_color_legend (list, scene, legend.x + legend.width + BLOCK_DISTANCE, top);

      legend = colors.width > 0 ? colors : legend;
    }
  if (options->title_block)
    rv_display_list_add_title_block (list, scene, legend.x + legend.width + BLOCK_DISTANCE, top, bounds.x + bounds.width);
}

/* @diagram: 0: all tables, arranged for this page. */
static void
add_page (Pages *pages, RvModel *model, RvId diagram, const RvFormatOptions *options)
{
  g_autoptr (RvScene) scene = make_scene (model, diagram, options);
  const RvPalette *palette = rv_palette_find (options->palette);
  RvDisplayList *list = options->only == NULL ? rv_display_list_of_scene (scene, palette, RV_DETAIL_FULL)
                        : rv_display_list_of_part (scene, palette, RV_DETAIL_FULL, options->only, options->n_only);

  if (pages->changes != NULL)
    rv_changes_draw (pages->changes, list, scene, RV_DETAIL_FULL);
  add_blocks (list, scene, options);
  g_ptr_array_add (pages->lists, list);
  g_ptr_array_add (pages->titles, g_strdup (find_title (model, scene)));
}

static void
add_pages (Pages *pages, RvModel *model, const RvFormatOptions *options, gboolean can_have_many)
{
  g_autoptr (GPtrArray) diagrams = rv_model_children (model, 0, RV_KIND_DIAGRAM);

  if (options->diagram != 0 || diagrams->len == 0)
    add_page (pages, model, options->diagram, options);
  else
    for (guint i = 0; i < (can_have_many && options->all_diagrams ? diagrams->len : 1); i++)
      add_page (pages, model, ((const RvObject *) diagrams->pdata[i])->id, options);
}

static gboolean
check_options (RvModel *model, const RvFormatOptions *options, GError **error)
{
  if (options->diagram != 0 && rv_model_get_kind (model, options->diagram, RV_KIND_DIAGRAM) == NULL)
    g_set_error_literal (error, RV_EXCHANGE_ERROR, RV_EXCHANGE_ERROR_INPUT, _("There is no such diagram."));
  else if (options->paper != NULL && rv_paper_find (options->paper) == NULL)
    g_set_error (error, RV_EXCHANGE_ERROR, RV_EXCHANGE_ERROR_INPUT, _("There is no paper size “%s”."), options->paper);
  else
    return TRUE;
  return FALSE;
}

static void
report_scale (RvReport *report, double wanted, double scale)
{
  if (report != NULL && scale < (wanted > 0 ? wanted : 1))
    rv_report_add (report, RV_MESSAGE_WARNING, (RvTextPosition) { 0, 0 },
                   _("The picture would be too large; it was drawn at %.0f %%."), scale * 100);
}

/* Returns: FALSE with @error set when the version cannot be read. */
static gboolean
find_changes (Pages *pages, RvModel *model, const RvFormatOptions *options, GError **error)
{
  g_autoptr (RvModel) then = options->since != 0 ? rv_version_open (model, options->since, error) : NULL;

  if (then != NULL)
    pages->changes = rv_changes_new (then, model);
  return options->since == 0 || then != NULL;
}

typedef GBytes *(*Writer) (const Pages *pages, const RvPictureOptions *options, RvReport *report, GError **error);

static GBytes *
write_picture (RvModel *model, const RvFormatOptions *options, RvReport *report, GError **error, Writer writer, gboolean can_have_many)
{
  static const RvFormatOptions defaults = { 0 };
  const RvFormatOptions *chosen = options != NULL ? options : &defaults;
  g_auto (Pages) pages = { g_ptr_array_new_with_free_func ((GDestroyNotify) rv_display_list_free), g_ptr_array_new_with_free_func (g_free), NULL };
  RvPictureOptions picture = {
    .scale = chosen->scale, .transparent = chosen->transparent,
    .paper = rv_paper_find (chosen->poster && chosen->paper == NULL ? "a4" : chosen->paper), .is_poster = chosen->poster,
  };

  if (!check_options (model, chosen, error) || !find_changes (&pages, model, chosen, error))
    return NULL;
  add_pages (&pages, model, chosen, can_have_many);
  picture.title = pages.titles->pdata[0];
  return writer (&pages, &picture, report, error);
}

static GBytes *
make_svg (const Pages *pages, const RvPictureOptions *options, RvReport *report, GError **error)
{
  return rv_svg_write (pages->lists->pdata[0], options);
}

static GBytes *
make_pdf (const Pages *pages, const RvPictureOptions *options, RvReport *report, GError **error)
{
  g_autofree RvPage *all = g_new0 (RvPage, pages->lists->len);
  GBytes *bytes;
  double scale;

  for (guint i = 0; i < pages->lists->len; i++)
    all[i] = (RvPage) { pages->lists->pdata[i], pages->titles->pdata[i] };
  bytes = rv_pdf_write (all, pages->lists->len, options, &scale, error);
  if (bytes != NULL)
    report_scale (report, options->scale, scale);
  return bytes;
}

static GBytes *
make_png (const Pages *pages, const RvPictureOptions *options, RvReport *report, GError **error)
{
  double scale;
  GBytes *bytes = rv_png_write (pages->lists->pdata[0], options, &scale, error);

  if (bytes != NULL)
    report_scale (report, options->scale, scale);
  return bytes;
}

static GBytes *
write_svg (RvModel *model, const RvFormatOptions *options, RvReport *report, GError **error)
{
  return write_picture (model, options, report, error, make_svg, FALSE);
}

static GBytes *
write_pdf (RvModel *model, const RvFormatOptions *options, RvReport *report, GError **error)
{
  return write_picture (model, options, report, error, make_pdf, TRUE);
}

static GBytes *
write_png (RvModel *model, const RvFormatOptions *options, RvReport *report, GError **error)
{
  return write_picture (model, options, report, error, make_png, FALSE);
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
