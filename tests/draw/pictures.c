/* The picture formats, of designs with and without a diagram. */
#include "draw/pictures.h"

#include <string.h>

#include "draw/arrange.h"
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

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/pictures/formats", test_pictures);
  g_test_add_func ("/pictures/of-diagram", test_picture_of_diagram);
  g_test_add_func ("/pictures/too-large", test_too_large);
  return g_test_run ();
}
