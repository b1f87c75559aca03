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
  Face faces[RV_N_FONTS];
} Measure;

static void
measure_free (gpointer data)
{
  Measure *measure = data;

  for (guint i = 0; i < RV_N_FONTS; i++)
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
make_face (Measure *measure, RvFont font)
{
  Face *face = &measure->faces[font];
  PangoFontMetrics *metrics;

  face->description = pango_font_description_new ();
  pango_font_description_set_family (face->description, "Cantarell,Adwaita Sans,Noto Sans,Segoe UI,sans-serif");
  pango_font_description_set_absolute_size (face->description, styles[font].size * PANGO_SCALE);
  pango_font_description_set_weight (face->description, styles[font].weight);
  metrics = pango_context_get_metrics (measure->context, face->description, NULL);
  face->ascent = pango_font_metrics_get_ascent (metrics) / (double) PANGO_SCALE;
  face->descent = pango_font_metrics_get_descent (metrics) / (double) PANGO_SCALE;
  pango_font_metrics_unref (metrics);
  face->wide = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  for (guint i = 0; i < N_LETTERS; i++)
    for (guint j = 0; j <= N_LETTERS; j++)
      face->pairs[i][j] = -1;
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
  for (RvFont font = 0; font < RV_N_FONTS; font++)
    make_face (measure, font);
  g_private_set (&current, measure);
  return measure;
}

static double
ask_pango (Measure *measure, RvFont font, const char *text, gsize length)
{
  int width;

  pango_layout_set_font_description (measure->layout, measure->faces[font].description);
  pango_layout_set_text (measure->layout, text, (int) length);
  pango_layout_get_size (measure->layout, &width, NULL);
  return width / (double) PANGO_SCALE;
}

static double
pair_advance (Measure *measure, RvFont font, const char *at)
{
  guint first = (guint) (at[0] - FIRST), second = at[1] != '\0' ? (guint) (at[1] - FIRST) : N_LETTERS;
  float *advance = &measure->faces[font].pairs[first][second];

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
  GHashTable *wide = measure->faces[font].wide;
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
rv_font_families (void)
{
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
  return get_measure ()->faces[font].description;
}

double
rv_font_ascent (RvFont font)
{
  return get_measure ()->faces[font].ascent;
}

double
rv_font_descent (RvFont font)
{
  return get_measure ()->faces[font].descent;
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

/* Appends @word to the line, or begins another with it. */
static void
wrap_word (GPtrArray *lines, GString *line, RvFont font, const char *word, double width)
{
  gsize before = line->len;

  g_string_append_printf (line, "%s%s", before > 0 ? " " : "", word);
  if (before == 0 || rv_measure_width (font, line->str) <= width)
    return;
  g_string_truncate (line, before);
  g_ptr_array_add (lines, g_strdup (line->str));
  g_string_assign (line, word);
}

static void
wrap_paragraph (GPtrArray *lines, RvFont font, const char *paragraph, double width, guint max_lines)
{
  g_auto (GStrv) words = g_strsplit (paragraph, " ", -1);
  g_autoptr (GString) line = g_string_new (NULL);

  for (guint i = 0; words[i] != NULL && lines->len <= max_lines; i++)
    wrap_word (lines, line, font, words[i], width);
  g_ptr_array_add (lines, g_strdup (line->str));
}

char **
rv_measure_wrap (RvFont font, const char *text, double width, guint max_lines)
{
  g_auto (GStrv) paragraphs = g_strsplit (text, "\n", (int) MIN (max_lines, 10000) + 1);
  GPtrArray *lines = g_ptr_array_new ();
  gboolean is_cut;

  for (guint i = 0; paragraphs[i] != NULL && lines->len <= max_lines; i++)
    {
      g_autofree char *clean = rv_text_clean (paragraphs[i]);

      wrap_paragraph (lines, font, clean, width, max_lines);
    }
  is_cut = lines->len > max_lines;
  while (lines->len > max_lines)
    g_free (g_ptr_array_steal_index (lines, lines->len - 1));
  for (guint i = 0; i < lines->len; i++)
    {
      char **line = (char **) &g_ptr_array_index (lines, i);
      g_autofree char *whole = is_cut && i + 1 == lines->len ? g_strconcat (*line, " …", NULL) : g_strdup (*line);
      char *fitted = rv_measure_fit (font, whole, width);

      g_free (*line);
      *line = fitted != NULL ? fitted : g_steal_pointer (&whole);
    }
  g_ptr_array_add (lines, NULL);
  return (char **) g_ptr_array_free (lines, FALSE);
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
