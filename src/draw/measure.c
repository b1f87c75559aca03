/* Widths come from Pango once for each pair of letters (so kerning and ligatures count) and are
 * summed up afterwards; text beyond ASCII is measured whole and remembered. */
#include "draw/measure.h"

#include <math.h>
#include <pango/pangocairo.h>
#include <string.h>

#define FIRST ' '
#define N_LETTERS (0x7f - FIRST)
#define MAX_REMEMBERED 20000
#define MAX_CHARACTERS 1024

static const RvFontStyle styles[RV_N_FONTS] = {
  [RV_FONT_TITLE] = { "title", 13, PANGO_WEIGHT_BOLD },
  [RV_FONT_OVERVIEW] = { "overview", 23, PANGO_WEIGHT_BOLD },
  [RV_FONT_OVERVIEW_LONG] = { "overview-long", 18, PANGO_WEIGHT_BOLD },
  [RV_FONT_SCHEMA] = { "schema", 13, PANGO_WEIGHT_NORMAL },
  [RV_FONT_QUIET] = { "quiet", 11, PANGO_WEIGHT_NORMAL },
  [RV_FONT_TEXT] = { "text", 12, PANGO_WEIGHT_NORMAL },
  [RV_FONT_KEY] = { "key", 12, PANGO_WEIGHT_BOLD },
  [RV_FONT_TYPE] = { "type", 11, PANGO_WEIGHT_NORMAL },
  [RV_FONT_AREA] = { "area", 15, PANGO_WEIGHT_BOLD },
  [RV_FONT_NOTE] = { "note", 12, PANGO_WEIGHT_NORMAL },
  [RV_FONT_NOTE_BOLD] = { "note-bold", 12, PANGO_WEIGHT_BOLD },
  [RV_FONT_NOTE_ITALIC] = { "note-italic", 12, PANGO_WEIGHT_NORMAL, .is_italic = TRUE },
  [RV_FONT_NOTE_BOLD_ITALIC] = { "note-bold-italic", 12, PANGO_WEIGHT_BOLD, .is_italic = TRUE },
  [RV_FONT_NOTE_CODE] = { "note-code", 11, PANGO_WEIGHT_NORMAL, .is_code = TRUE },
  [RV_FONT_NOTE_HEADING] = { "note-heading", 16, PANGO_WEIGHT_BOLD },
  [RV_FONT_NOTE_SUBHEADING] = { "note-subheading", 13.5, PANGO_WEIGHT_BOLD },
};

typedef struct {
  PangoFontDescription *description;
  double ascent, descent;
  float pairs[N_LETTERS][N_LETTERS + 1]; /* advance of the first before the second (last: alone); < 0: not known */
  GHashTable *wide;                      /* char * -> double *, text beyond ASCII */
} Face;

typedef struct {
  PangoContext *context;
  PangoLayout *layout;
  Face faces[RV_N_FONTS];   /* made when they are first wanted: see face_of() */
} Measure;

static void
measure_free (gpointer data)
{
  Measure *measure = data;

  for (guint i = 0; i < RV_N_FONTS; i++)
    if (measure->faces[i].description != NULL)
      {
        pango_font_description_free (measure->faces[i].description);
        g_hash_table_unref (measure->faces[i].wide);
      }
  g_object_unref (measure->layout);
  g_object_unref (measure->context);
  g_free (measure);
}

static GPrivate current = G_PRIVATE_INIT (measure_free);

static PangoContext *
make_context (void)
{
  PangoContext *context = pango_font_map_create_context (pango_cairo_font_map_get_default ());
  cairo_font_options_t *options = cairo_font_options_create ();

  cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
  cairo_font_options_set_antialias (options, CAIRO_ANTIALIAS_GRAY);
  pango_cairo_context_set_font_options (context, options);
  pango_cairo_context_set_resolution (context, 96);
  pango_context_set_round_glyph_positions (context, FALSE);
  cairo_font_options_destroy (options);
  return context;
}

static void
make_face (Measure *measure, Face *face, RvFont font)
{
  PangoFontMetrics *metrics;

  face->description = pango_font_description_new ();
  pango_font_description_set_family (face->description,
                                     styles[font].is_code ? "Source Code Pro,Adwaita Mono,Noto Sans Mono,monospace"
                                                          : "Cantarell,Adwaita Sans,Noto Sans,Segoe UI,sans-serif");
  pango_font_description_set_absolute_size (face->description, styles[font].size * PANGO_SCALE);
  pango_font_description_set_weight (face->description, styles[font].weight);
  pango_font_description_set_style (face->description, styles[font].is_italic ? PANGO_STYLE_ITALIC : PANGO_STYLE_NORMAL);
  metrics = pango_context_get_metrics (measure->context, face->description, NULL);
  face->ascent = pango_font_metrics_get_ascent (metrics) / (double) PANGO_SCALE;
  face->descent = pango_font_metrics_get_descent (metrics) / (double) PANGO_SCALE;
  pango_font_metrics_unref (metrics);
  face->wide = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  for (guint i = 0; i < N_LETTERS; i++)
    for (guint j = 0; j <= N_LETTERS; j++)
      face->pairs[i][j] = -1;
}

static Face *
face_of (Measure *measure, RvFont font)
{
  Face *face = &measure->faces[font];

  if (face->description == NULL)
    make_face (measure, face, font);
  return face;
}

static Measure *
get_measure (void)
{
  Measure *measure = g_private_get (&current);

  if (measure != NULL)
    return measure;
  measure = g_new0 (Measure, 1);
  measure->context = make_context ();
  measure->layout = pango_layout_new (measure->context);
  pango_layout_set_single_paragraph_mode (measure->layout, TRUE);
  g_private_set (&current, measure);
  return measure;
}

static double
ask_pango (Measure *measure, RvFont font, const char *text, gsize length)
{
  int width;

  pango_layout_set_font_description (measure->layout, face_of (measure, font)->description);
  pango_layout_set_text (measure->layout, text, (int) length);
  pango_layout_get_size (measure->layout, &width, NULL);
  return width / (double) PANGO_SCALE;
}

static double
pair_advance (Measure *measure, RvFont font, const char *at)
{
  guint first = (guint) (at[0] - FIRST), second = at[1] != '\0' ? (guint) (at[1] - FIRST) : N_LETTERS;
  float *advance = &face_of (measure, font)->pairs[first][second];

  if (*advance < 0)
    {
      double width = ask_pango (measure, font, at, second == N_LETTERS ? 1 : 2);

      if (second != N_LETTERS)
        width -= pair_advance (measure, font, (char[]) { at[1], '\0' });
      *advance = (float) MAX (width, 0);
    }
  return *advance;
}

static double
wide_width (Measure *measure, RvFont font, const char *text)
{
  GHashTable *wide = face_of (measure, font)->wide;
  double *known = g_hash_table_lookup (wide, text);

  if (known == NULL)
    {
      if (g_hash_table_size (wide) >= MAX_REMEMBERED)
        g_hash_table_remove_all (wide);
      known = g_new (double, 1);
      *known = ask_pango (measure, font, text, strlen (text));
      g_hash_table_insert (wide, g_strdup (text), known);
    }
  return *known;
}

static gboolean
is_plain (const char *text)
{
  for (const guchar *c = (const guchar *) text; *c != '\0'; c++)
    if (*c < FIRST || *c >= 0x7f)
      return FALSE;
  return TRUE;
}

const char *
rv_font_families (gboolean is_code)
{
  if (is_code)
    return "'Source Code Pro', 'Adwaita Mono', 'Noto Sans Mono', monospace";
  return "Cantarell, 'Adwaita Sans', 'Noto Sans', 'Segoe UI', sans-serif";
}

const RvFontStyle *
rv_font_style (RvFont font)
{
  return &styles[font];
}

const PangoFontDescription *
rv_font_description (RvFont font)
{
  return face_of (get_measure (), font)->description;
}

double
rv_font_ascent (RvFont font)
{
  return face_of (get_measure (), font)->ascent;
}

double
rv_font_descent (RvFont font)
{
  return face_of (get_measure (), font)->descent;
}

/* Cap height is about 0.7 em in the fonts that we ask for, which centres better than ascent and
 * descent do: those leave room for accents. */
double
rv_font_baseline (RvFont font, double top, double height)
{
  return round ((top + height / 2 + styles[font].size * 0.35) * 4) / 4;
}

PangoContext *
rv_measure_context (void)
{
  return get_measure ()->context;
}

double
rv_measure_width (RvFont font, const char *text)
{
  Measure *measure = get_measure ();
  double width = 0;

  if (!is_plain (text))
    return wide_width (measure, font, text);
  for (const char *at = text; *at != '\0'; at++)
    width += pair_advance (measure, font, at);
  return width;
}

/* A binary search: widths of beginnings grow with their length, nearly enough. */
char *
rv_measure_fit (RvFont font, const char *text, double width)
{
  glong low = 0, high = g_utf8_strlen (text, -1);

  if (rv_measure_width (font, text) <= width)
    return NULL;
  while (low < high)
    {
      glong middle = (low + high + 1) / 2;
      g_autofree char *head = g_utf8_substring (text, 0, middle);
      g_autofree char *cut = g_strconcat (head, "…", NULL);

      if (ask_pango (get_measure (), font, cut, strlen (cut)) <= width)
        low = middle;
      else
        high = middle - 1;
    }
  g_autofree char *head = g_utf8_substring (text, 0, low);
  return g_strconcat (g_strchomp (head), "…", NULL);
}

static gunichar
visible (gunichar c)
{
  if (c < 0x20)
    return 0x2400 + c;
  if (c == 0x7f)
    return 0x2421;
  if ((c >= 0x80 && c < 0xa0) || (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069) || c == 0x2028
      || c == 0x2029 || c == 0x200e || c == 0x200f || c == 0x61c || c == 0xfffe || c == 0xffff
      || (c >= 0xfff9 && c <= 0xfffb) || (c >= 0xfdd0 && c <= 0xfdef))
    return 0xfffd;
  return c;
}

char *
rv_text_clean (const char *text)
{
  g_autofree char *valid = NULL;
  GString *clean;

  if (text == NULL)
    return g_strdup ("");
  if (strlen (text) < MAX_CHARACTERS && is_plain (text))
    return g_strdup (text);
  valid = g_utf8_make_valid (text, (gssize) strnlen (text, MAX_CHARACTERS * 4));
  clean = g_string_new (NULL);
  for (const char *at = valid; *at != '\0' && clean->len < MAX_CHARACTERS; at = g_utf8_next_char (at))
    g_string_append_unichar (clean, visible (g_utf8_get_char (at)));
  if (clean->len >= MAX_CHARACTERS)
    g_string_append (clean, "…");
  return g_string_free (clean, FALSE);
}
