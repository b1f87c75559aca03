/* CSS for the field in which a name is typed, in the colours of each palette. */
#include "canvas/style.h"

#include "draw/palette.h"

static char *
css_color (const RvPalette *palette, RvColorRole role)
{
  RvColor color = palette->colors[role];

  return g_strdup_printf ("#%02x%02x%02x", color.red, color.green, color.blue);
}

static void
append_palette (GString *css, const RvPalette *palette)
{
  g_autofree char *ground = css_color (palette, RV_COLOR_BOX), *text = css_color (palette, RV_COLOR_TEXT);
  g_autofree char *ring = css_color (palette, RV_COLOR_SELECTION), *note = css_color (palette, RV_COLOR_NOTE);

  g_string_append_printf (css, "diagram.%s > .in-place { background: %s; color: %s; caret-color: %s; box-shadow: 0 0 0 2px %s; }\n"
                          "diagram.%s > textview.in-place > text { background: %s; color: %s; }\n",
                          palette->id, ground, text, text, ring, palette->id, note, text);
}

void
rv_style_add (GdkDisplay *display)
{
  g_autoptr (GString) css = NULL;
  g_autoptr (GtkCssProvider) provider = NULL;

  if (g_object_get_data (G_OBJECT (display), "rv-canvas-style") != NULL)
    return;
  g_object_set_data (G_OBJECT (display), "rv-canvas-style", GINT_TO_POINTER (1));
  css = g_string_new ("diagram { outline: none; }\ndiagram > .in-place { border-radius: 3px; padding: 0 4px; min-height: 0; outline: none; }\n");
  for (const char *const *id = rv_palette_ids (); *id != NULL; id++)
    append_palette (css, rv_palette_find (*id));
  provider = gtk_css_provider_new ();
  gtk_css_provider_load_from_data (provider, css->str, -1);
  gtk_style_context_add_provider_for_display (display, GTK_STYLE_PROVIDER (provider), GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
}
