/* Owns which palette of the canvas goes with which style of libadwaita. */
#include "app/canvas-style.h"

#include <adwaita.h>

static void
apply (RvCanvas *canvas)
{
  static const char *const palettes[2][2] = { { "light", "dark" }, { "high-contrast", "high-contrast-dark" } };
  AdwStyleManager *style = adw_style_manager_get_default ();

  rv_canvas_set_palette (canvas, palettes[adw_style_manager_get_high_contrast (style)][adw_style_manager_get_dark (style)]);
}

void
rv_canvas_style_follow (RvCanvas *canvas)
{
  AdwStyleManager *style = adw_style_manager_get_default ();

  apply (canvas);
  g_signal_connect_object (style, "notify::dark", G_CALLBACK (apply), canvas, G_CONNECT_SWAPPED);
  g_signal_connect_object (style, "notify::high-contrast", G_CALLBACK (apply), canvas, G_CONNECT_SWAPPED);
}
