/* Colours can be told apart: WCAG AA, 4.5:1 for text and 3:1 for marks and lines. */
#include "draw/palette.h"

typedef struct {
  RvColorRole ink, paper;
  double least;
} Pair;

static const Pair pairs[] = {
  { RV_COLOR_TEXT, RV_COLOR_BOX, 4.5 },
  { RV_COLOR_TEXT_DIM, RV_COLOR_BOX, 4.5 },
  { RV_COLOR_TITLE, RV_COLOR_HEADER, 4.5 },
  { RV_COLOR_TITLE, RV_COLOR_HEADER_VIEW, 4.5 },
  { RV_COLOR_TITLE, RV_COLOR_HEADER_MATERIALIZED, 4.5 },
  { RV_COLOR_TITLE, RV_COLOR_HEADER_FOREIGN, 4.5 },
  { RV_COLOR_TITLE_DIM, RV_COLOR_HEADER, 4.5 },
  { RV_COLOR_TITLE_DIM, RV_COLOR_HEADER_VIEW, 4.5 },
  { RV_COLOR_TITLE_DIM, RV_COLOR_HEADER_MATERIALIZED, 4.5 },
  { RV_COLOR_TITLE_DIM, RV_COLOR_HEADER_FOREIGN, 4.5 },
  { RV_COLOR_AREA_TITLE, RV_COLOR_AREA, 4.5 },
  { RV_COLOR_NOTE_TEXT, RV_COLOR_NOTE, 4.5 },
  { RV_COLOR_KEY, RV_COLOR_BOX, 3 },
  { RV_COLOR_REFERENCE, RV_COLOR_BOX, 3 },
  { RV_COLOR_UNIQUE, RV_COLOR_BOX, 3 },
  { RV_COLOR_DOT, RV_COLOR_BOX, 3 },
  { RV_COLOR_LINE, RV_COLOR_CANVAS, 3 },
  { RV_COLOR_LINE, RV_COLOR_AREA, 3 },
  { RV_COLOR_SELECTION, RV_COLOR_CANVAS, 3 },
  { RV_COLOR_ADDED, RV_COLOR_CANVAS, 3 },
  { RV_COLOR_ADDED, RV_COLOR_BOX, 3 },
  { RV_COLOR_CHANGED, RV_COLOR_CANVAS, 3 },
  { RV_COLOR_CHANGED, RV_COLOR_BOX, 3 },
  { RV_COLOR_REMOVED, RV_COLOR_CANVAS, 4.5 },
  { RV_COLOR_REMOVED, RV_COLOR_BOX, 3 },
  { RV_COLOR_PIN, RV_COLOR_BOX, 3 },
  { RV_COLOR_CANVAS, RV_COLOR_PIN, 4.5 },
};

static void
test_contrast (gconstpointer data)
{
  const RvPalette *palette = rv_palette_find (data);

  g_assert_cmpstr (palette->id, ==, data);
  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      double contrast = rv_color_contrast (palette->colors[pairs[i].ink], palette->colors[pairs[i].paper]);

      if (contrast < pairs[i].least)
        g_test_message ("%s on %s: %.2f", rv_palette_role_name (pairs[i].ink), rv_palette_role_name (pairs[i].paper), contrast);
      g_assert_cmpfloat (contrast, >=, pairs[i].least);
    }
}

static void
check_tint (const RvPalette *palette, const char *name)
{
  RvTint tint;

  g_assert_true (rv_palette_tint (palette, name, &tint));
  g_assert_cmpfloat (rv_color_contrast (palette->colors[RV_COLOR_TITLE], tint.header), >=, 4.5);
  g_assert_cmpfloat (rv_color_contrast (palette->colors[RV_COLOR_TITLE_DIM], tint.header), >=, 4.5);
  g_assert_cmpfloat (rv_color_contrast (palette->colors[RV_COLOR_NOTE_TEXT], tint.header), >=, 4.5);
  g_assert_cmpfloat (rv_color_contrast (tint.strong, palette->colors[RV_COLOR_CANVAS]), >=, 3);
}

/* Whatever colour a person types, titles on it can be read. */
static void
test_tints (gconstpointer data)
{
  const RvPalette *palette = rv_palette_find (data);

  for (guint i = 0; rv_tint_names ()[i] != NULL; i++)
    check_tint (palette, rv_tint_names ()[i]);
  for (guint hue = 0; hue < 0x1000; hue += 7)
    {
      g_autofree char *name = g_strdup_printf ("#%x0%x0%x0", hue >> 8, hue >> 4 & 15, hue & 15);

      check_tint (palette, name);
    }
  check_tint (palette, "#ffffff");
  check_tint (palette, "#000000");
}

/* A person who asked for high contrast gets WCAG AAA: 7:1 for text, 4.5:1 for marks and lines. */
static void
test_high_contrast (gconstpointer data)
{
  const RvPalette *palette = rv_palette_find (data);

  g_assert_cmpstr (palette->id, ==, data);
  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    g_assert_cmpfloat (rv_color_contrast (palette->colors[pairs[i].ink], palette->colors[pairs[i].paper]), >=, (pairs[i].least > 4 ? 7 : 4.5));
  g_assert_cmpfloat (rv_color_contrast (palette->colors[RV_COLOR_BORDER], palette->colors[RV_COLOR_CANVAS]), >=, 7);
}

static void
test_bad_tints (void)
{
  static const char *const bad[] = { NULL, "", "blu", "#12345", "#1234567", "#12345g", "rgb(1,2,3)" };
  RvTint tint;

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_false (rv_palette_tint (rv_palette_find (NULL), bad[i], &tint));
}

static void
test_contrast_of_known_colors (void)
{
  RvColor black = { 0, 0, 0, 255 }, white = { 255, 255, 255, 255 }, grey = { 0x76, 0x76, 0x76, 255 };

  g_assert_cmpfloat_with_epsilon (rv_color_contrast (black, white), 21, 0.01);
  g_assert_cmpfloat_with_epsilon (rv_color_contrast (white, grey), 4.54, 0.01);
  g_assert_cmpfloat_with_epsilon (rv_color_contrast (grey, grey), 1, 0.001);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/palette/known-contrasts", test_contrast_of_known_colors);
  g_test_add_func ("/palette/bad-tints", test_bad_tints);
  g_test_add_data_func ("/palette/high-contrast", "high-contrast", test_high_contrast);
  g_test_add_data_func ("/palette/high-contrast-dark", "high-contrast-dark", test_high_contrast);
  for (guint i = 0; rv_palette_ids ()[i] != NULL; i++)
    {
      g_autofree char *contrast = g_strdup_printf ("/palette/contrast/%s", rv_palette_ids ()[i]);
      g_autofree char *tints = g_strdup_printf ("/palette/tints/%s", rv_palette_ids ()[i]);

      g_test_add_data_func (contrast, rv_palette_ids ()[i], test_contrast);
      g_test_add_data_func (tints, rv_palette_ids ()[i], test_tints);
    }
  return g_test_run ();
}
