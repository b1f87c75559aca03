/* The picture formats, of designs with and without a diagram. */
#include "draw/pictures.h"

#include <string.h>

#include "draw/arrange.h"
#include "draw/poster.h"
#include "shop.h"

static const RvFormat *
find_format (const char *id)
{
  for (const RvFormat *const *format = rv_picture_formats (); *format != NULL; format++)
    if (strcmp ((*format)->id, id) == 0)
      return *format;
  g_assert_not_reached ();
}

static gboolean
begins_with (GBytes *bytes, const char *magic)
{
  return g_bytes_get_size (bytes) > strlen (magic) && memcmp (g_bytes_get_data (bytes, NULL), magic, strlen (magic)) == 0;
}

/* A design without a diagram is drawn all the same, and stays without one. */
static void
test_pictures (void)
{
  static const char *const magics[][2] = { { "svg", "<?xml" }, { "pdf", "%PDF-" }, { "png", "\x89PNG\r\n" } };
  g_autoptr (Shop) shop = shop_new ();
  guint n_objects = rv_model_n_objects (shop->model);
  g_autofree char *label = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (magics); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) bytes = find_format (magics[i][0])->write (shop->model, NULL, NULL, &error);

      g_assert_no_error (error);
      g_assert_true (begins_with (bytes, magics[i][1]));
    }
  g_assert_cmpuint (rv_model_n_objects (shop->model), ==, n_objects);
  label = rv_model_undo_label (shop->model);
  g_assert_cmpstr (label, ==, "Shop");
}

static gboolean
holds (GBytes *bytes, const char *text)
{
  return g_strstr_len (g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes), text) != NULL;
}

static void
test_picture_of_diagram (void)
{
  g_autoptr (Shop) shop = shop_new ();
  RvId all = shop_add_diagram (shop);
  g_autoptr (RvEdit) edit = rv_edit_begin (shop->model, "Second");
  RvDiagram *second = rv_edit_insert (edit, RV_KIND_DIAGRAM, 0);
  g_autoptr (GBytes) first = NULL, chosen = NULL, none = NULL;
  RvFormatOptions options = { .diagram = second->object.id };
  g_autoptr (GError) error = NULL;

  rv_edit_set_text (edit, second, RvDiagram_name, "Second");
  shop_add_box (edit, second->object.id, shop->product);
  rv_arrange_diagram (edit, second->object.id, FALSE);
  shop_commit (edit);
  chosen = find_format ("svg")->write (shop->model, &options, NULL, NULL);
  g_assert_true (holds (chosen, "table-product") && !holds (chosen, "table-orders"));
  options.diagram = 0;
  first = find_format ("svg")->write (shop->model, &options, NULL, NULL);
  g_assert_true (holds (first, "table-product") && holds (first, "table-orders"));
  options.diagram = all + 1000000;
  none = find_format ("svg")->write (shop->model, &options, NULL, &error);
  g_assert_null (none);
  g_assert_error (error, RV_EXCHANGE_ERROR, RV_EXCHANGE_ERROR_INPUT);
}

static void
test_too_large (void)
{
  g_autoptr (Shop) shop = shop_new ();
  g_autoptr (RvReport) report = rv_report_new ("shop");
  RvFormatOptions options = { .scale = 1000 };
  g_autoptr (RvEdit) edit = rv_edit_begin (shop->model, "Strip");
  g_autoptr (GBytes) bytes = NULL;
  RvDiagram *strip = rv_edit_insert (edit, RV_KIND_DIAGRAM, 0);

  /* a long and low picture reaches the limit of its sides at a size that a test can bear */
  rv_edit_set_text (edit, strip, RvDiagram_name, "Strip");
  rv_edit_set_real (edit, shop_add_box (edit, strip->object.id, shop->product), RvBox_x, 100000);
  shop_add_box (edit, strip->object.id, shop->address);
  options.diagram = strip->object.id;
  bytes = find_format ("png")->write (shop->model, &options, report, NULL);
  g_assert_nonnull (bytes);
  g_assert_cmpuint (report->messages->len, ==, 1);
}

/* Later cairo packs the page objects, too. */
static guint
count_pages (GBytes *pdf)
{
  const char *data = g_bytes_get_data (pdf, NULL), *end = data + g_bytes_get_size (pdf);
  guint n = 0;

  for (const char *at = data; at + 20 < end; at++)
    n += strncmp (at, "/Type /Page", 11) == 0 && at[11] != 's';
  return n;
}

static void
test_pages (void)
{
  g_autoptr (Shop) shop = shop_new ();
  g_autoptr (GBytes) one = NULL, both = NULL, poster = NULL;
  RvFormatOptions options = { .paper = "a4", .title_block = TRUE };

  shop_add_diagram (shop);
  shop_add_diagram (shop);
  one = find_format ("pdf")->write (shop->model, &options, NULL, NULL);
  options.all_diagrams = TRUE;
  both = find_format ("pdf")->write (shop->model, &options, NULL, NULL);
  options.all_diagrams = FALSE;
  options.poster = TRUE;
  options.scale = 4;
  poster = find_format ("pdf")->write (shop->model, &options, NULL, NULL);
  g_assert_true (begins_with (one, "%PDF-") && begins_with (both, "%PDF-") && begins_with (poster, "%PDF-"));
  if (cairo_version () >= CAIRO_VERSION_ENCODE (1, 17, 6))
    return;
  g_assert_cmpuint (count_pages (one), ==, 1);
  g_assert_cmpuint (count_pages (both), ==, 2);
  g_assert_cmpuint (count_pages (poster), >, 2);
}

static void
test_no_such_paper (void)
{
  g_autoptr (Shop) shop = shop_new ();
  g_autoptr (GError) error = NULL;
  RvFormatOptions options = { .paper = "a17" };

  g_assert_null (find_format ("pdf")->write (shop->model, &options, NULL, &error));
  g_assert_error (error, RV_EXCHANGE_ERROR, RV_EXCHANGE_ERROR_INPUT);
}

static void
test_poster_plan (void)
{
  const RvPaper *a4 = rv_paper_find ("A4");
  RvPoster small = rv_poster_plan ((RvRect) { 0, 0, 500, 300 }, a4, 0.75);
  RvPoster wide = rv_poster_plan ((RvRect) { 0, 0, 3000, 600 }, a4, 0.75);
  RvPoster huge = rv_poster_plan ((RvRect) { 0, 0, 1e6, 1e6 }, a4, 0.75);
  g_autofree char *first = rv_poster_sheet_name (0, 0), *far = rv_poster_sheet_name (27, 9);

  g_assert_cmpuint (small.n_columns * small.n_rows, ==, 1);
  g_assert_cmpuint (wide.n_rows, ==, 1);
  g_assert_cmpfloat (wide.n_columns * (wide.width - 2 * RV_POSTER_MARGIN), >=, 3000 * 0.75);
  g_assert_cmpuint (huge.n_columns * huge.n_rows, <=, RV_POSTER_SHEETS);
  g_assert_cmpfloat (huge.scale, <, 0.75);
  g_assert_cmpfloat (huge.n_columns * (huge.width - 2 * RV_POSTER_MARGIN), >=, 1e6 * huge.scale - 1);
  g_assert_cmpstr (first, ==, "A1");
  g_assert_cmpstr (far, ==, "AB10");
}

/* Only the chosen tables, and the lines between them; the title block says what it is. */
static void
test_part (void)
{
  g_autoptr (Shop) shop = shop_new ();
  g_autoptr (GBytes) svg = NULL;
  const RvId only[] = { shop->product->object.id };
  RvFormatOptions options = { .only = only, .n_only = 1, .title_block = TRUE };

  shop_add_diagram (shop);
  svg = find_format ("svg")->write (shop->model, &options, NULL, NULL);
  g_assert_true (holds (svg, "table-product") && holds (svg, "title-block"));
  g_assert_false (holds (svg, "table-orders"));
}

/* Every notation explains itself; the legend's own names do not mix with the drawing's. */
static void
test_legend (void)
{
  g_autoptr (Shop) shop = shop_new ();

  shop_add_diagram (shop);
  for (guint i = 0; i < 5; i++)
    {
      RvFormatOptions options = { .legend = TRUE, .has_notation = TRUE, .notation = (RvNotation) i };
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) svg = find_format ("svg")->write (shop->model, &options, NULL, &error);

      g_assert_no_error (error);
      g_assert_true (holds (svg, "id=\"legend\"") && holds (svg, "legend-table-A") && holds (svg, "many to one or none"));
    }
}

/* Chen's ovals and diamonds are no views. */
static void
test_contents (void)
{
  g_autoptr (Shop) shop = shop_new ();

  shop_add_diagram (shop);
  for (guint i = 0; i < 5; i++)
    {
      RvFormatOptions options = { .title_block = TRUE, .has_notation = TRUE, .notation = (RvNotation) i };
      g_autoptr (GBytes) svg = find_format ("svg")->write (shop->model, &options, NULL, NULL);

      g_assert_true (holds (svg, ">6 tables, "));
      g_assert_false (holds (svg, " views, "));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/pictures/formats", test_pictures);
  g_test_add_func ("/pictures/of-diagram", test_picture_of_diagram);
  g_test_add_func ("/pictures/too-large", test_too_large);
  g_test_add_func ("/pictures/pages", test_pages);
  g_test_add_func ("/pictures/no-such-paper", test_no_such_paper);
  g_test_add_func ("/pictures/poster-plan", test_poster_plan);
  g_test_add_func ("/pictures/part", test_part);
  g_test_add_func ("/pictures/legend", test_legend);
  g_test_add_func ("/pictures/contents", test_contents);
  return g_test_run ();
}
