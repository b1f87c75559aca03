/* Fonts and widths of text, the same on every screen and in every picture: hinting is off and
 * sizes are pixels at 100 %. Each thread has a cache of its own. */
#pragma once

#include <pango/pango.h>

typedef enum {
  RV_FONT_TITLE,    /* name of a box */
  RV_FONT_OVERVIEW, /* … seen from afar */
  RV_FONT_OVERVIEW_LONG, /* … where it would not fit */
  RV_FONT_SCHEMA,   /* before it */
  RV_FONT_QUIET,    /* kind beside it */
  RV_FONT_TEXT,     /* column names */
  RV_FONT_KEY,      /* … of the primary key */
  RV_FONT_TYPE,     /* data types */
  RV_FONT_AREA,     /* title of an area */
  RV_FONT_NOTE,
  RV_FONT_NOTE_BOLD,
  RV_FONT_NOTE_ITALIC,
  RV_FONT_NOTE_BOLD_ITALIC,
  RV_FONT_NOTE_CODE,
  RV_FONT_NOTE_HEADING,
  RV_FONT_NOTE_SUBHEADING,
  RV_N_FONTS
} RvFont;

typedef struct {
  const char *name;    /* CSS class */
  double size;         /* pixels at 100 % */
  PangoWeight weight;
  gboolean is_italic;
  gboolean is_code;    /* letters of one width */
} RvFontStyle;

/** rv_font_families: Returns: (transfer none): what fonts to take, best first, as CSS writes it. */
const char *rv_font_families (gboolean is_code);

const RvFontStyle *rv_font_style (RvFont font);

/** rv_font_description: Returns: (transfer none): the font at 100 %, good in the calling thread. */
const PangoFontDescription *rv_font_description (RvFont font);

/** rv_font_ascent: Returns: how far capitals and ascenders of @font rise above its baseline. */
double rv_font_ascent (RvFont font);
double rv_font_descent (RvFont font);

/** rv_font_baseline: Returns: the baseline that centres @font in a row from @top of @height. */
double rv_font_baseline (RvFont font, double top, double height);

/** rv_measure_context: Returns: (transfer none): the calling thread's context with our font options. */
PangoContext *rv_measure_context (void);

/** rv_measure_width: Returns: the width of the one line @text. */
double rv_measure_width (RvFont font, const char *text);

/** rv_measure_fit: Returns: (transfer full) (nullable): @text cut and ended by “…” so that it is no
 * wider than @width, or NULL when it fits as it is. */
char *rv_measure_fit (RvFont font, const char *text, double width);

/** rv_text_clean: Returns: (transfer full): @text as one line of valid UTF-8 fit to be shown: control
 * and direction characters are replaced by visible ones, the length is bounded. */
char *rv_text_clean (const char *text);
