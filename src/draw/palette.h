/* The colours of a drawing by what they are for. Text reaches WCAG AA contrast on everything
 * it stands on, lines and marks 3:1; a test computes it. */
#pragma once

#include <glib.h>

typedef struct {
  guint8 red, green, blue, alpha;
} RvColor;

typedef enum {
  RV_COLOR_NONE,
  RV_COLOR_CANVAS,
  RV_COLOR_GRID,
  RV_COLOR_SHADOW,
  RV_COLOR_BOX,
  RV_COLOR_BORDER,
  RV_COLOR_SEPARATOR,
  RV_COLOR_HEADER,            /* of a table */
  RV_COLOR_HEADER_VIEW,
  RV_COLOR_HEADER_MATERIALIZED,
  RV_COLOR_HEADER_FOREIGN,    /* a table on another server */
  RV_COLOR_TITLE,
  RV_COLOR_TITLE_DIM,         /* schema and kind beside the title */
  RV_COLOR_TEXT,
  RV_COLOR_TEXT_DIM,
  RV_COLOR_BAR,               /* a row of text from far away */
  RV_COLOR_BAR_DIM,
  RV_COLOR_KEY,
  RV_COLOR_REFERENCE,         /* the mark of a foreign key column */
  RV_COLOR_UNIQUE,
  RV_COLOR_DOT,               /* the mark of any other column */
  RV_COLOR_LINE,
  RV_COLOR_SELECTION,
  RV_COLOR_AREA,
  RV_COLOR_AREA_BORDER,
  RV_COLOR_AREA_TITLE,
  RV_COLOR_NOTE,
  RV_COLOR_NOTE_BORDER,
  RV_COLOR_NOTE_TEXT,
  RV_COLOR_ADDED,             /* since a version */
  RV_COLOR_CHANGED,
  RV_COLOR_REMOVED,
  RV_COLOR_PIN,               /* of a review note; what is on it has the colour of the canvas */
  RV_N_COLORS
} RvColorRole;

/** RvTint: what a person's colour for a box, area or note makes of it. */
typedef struct {
  RvColor header;   /* behind titles; an opaque soft shade */
  RvColor strong;   /* borders and lines */
} RvTint;

typedef struct {
  const char *id;       /* "light", "dark", "print", "high-contrast", "high-contrast-dark" */
  gboolean is_dark;
  RvColor colors[RV_N_COLORS];
} RvPalette;

/** rv_palette_find: @id: (nullable): Returns: (transfer none): the palette, "light" where there is none of that name. */
const RvPalette *rv_palette_find (const char *id);

/** rv_palette_ids: Returns: (transfer none): the names of all palettes, NULL-terminated. */
const char *const *rv_palette_ids (void);

/** rv_palette_role_name: Returns: (transfer none): the CSS class of @role, such as "text-dim". */
const char *rv_palette_role_name (RvColorRole role);

/** rv_tint_names: Returns: (transfer none): the colours that a person chooses from, NULL-terminated. */
const char *const *rv_tint_names (void);

/** rv_palette_tint: reads a colour of the model: one of rv_tint_names() or "#rrggbb".
 * Returns: FALSE when @name is NULL or neither; @tint is then untouched. */
gboolean rv_palette_tint (const RvPalette *palette, const char *name, RvTint *tint);

/** rv_color_mix: Returns: @share (0 to 1) of @a and the rest of @b, opaque. */
RvColor rv_color_mix (RvColor a, RvColor b, double share);

/** rv_color_contrast: Returns: the WCAG 2 contrast ratio of two opaque colours, 1 to 21. */
double rv_color_contrast (RvColor a, RvColor b);

/** rv_color_equal: Returns: whether the two are the same, alpha included. */
gboolean rv_color_equal (RvColor a, RvColor b);
