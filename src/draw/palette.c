/* The palettes and the colours a person can choose from. */
#include "draw/palette.h"

#include <math.h>
#include <string.h>

#define RGB(hex) { (hex) >> 16 & 0xff, (hex) >> 8 & 0xff, (hex) & 0xff, 0xff }
#define RGBA(hex, alpha) { (hex) >> 16 & 0xff, (hex) >> 8 & 0xff, (hex) & 0xff, (alpha) }

static const RvPalette palettes[] = {
  { "light", FALSE, {
    [RV_COLOR_CANVAS] = RGB (0xf6f7f9),
    [RV_COLOR_GRID] = RGB (0xe4e6ea),
    [RV_COLOR_SHADOW] = RGBA (0x1b2230, 0x12),
    [RV_COLOR_BOX] = RGB (0xffffff),
    [RV_COLOR_BORDER] = RGB (0xb9c1cc),
    [RV_COLOR_SEPARATOR] = RGB (0xe3e7ec),
    [RV_COLOR_HEADER] = RGB (0xe3ecf8),
    [RV_COLOR_HEADER_VIEW] = RGB (0xefe7f7),
    [RV_COLOR_HEADER_MATERIALIZED] = RGB (0xdff1ee),
    [RV_COLOR_HEADER_FOREIGN] = RGB (0xf6ecdd),
    [RV_COLOR_TITLE] = RGB (0x1d2733),
    [RV_COLOR_TITLE_DIM] = RGB (0x515e6e),
    [RV_COLOR_TEXT] = RGB (0x242b35),
    [RV_COLOR_TEXT_DIM] = RGB (0x667180),
    [RV_COLOR_BAR] = RGB (0xaab3bf),
    [RV_COLOR_BAR_DIM] = RGB (0xd6dbe1),
    [RV_COLOR_KEY] = RGB (0xa86e00),
    [RV_COLOR_REFERENCE] = RGB (0x2a6fc4),
    [RV_COLOR_UNIQUE] = RGB (0x18836f),
    [RV_COLOR_DOT] = RGB (0x818b98),
    [RV_COLOR_LINE] = RGB (0x66748a),
    [RV_COLOR_SELECTION] = RGB (0x1c71d8),
    [RV_COLOR_AREA] = RGB (0xecf0f5),
    [RV_COLOR_AREA_BORDER] = RGB (0xc3ccd8),
    [RV_COLOR_AREA_TITLE] = RGB (0x465264),
    [RV_COLOR_NOTE] = RGB (0xfdf4cf),
    [RV_COLOR_NOTE_BORDER] = RGB (0xdcc979),
    [RV_COLOR_NOTE_TEXT] = RGB (0x463c12),
    [RV_COLOR_ADDED] = RGB (0x1a7f37),
    [RV_COLOR_CHANGED] = RGB (0x956200),
    [RV_COLOR_REMOVED] = RGB (0xb3261e),
    [RV_COLOR_PIN] = RGB (0x813d9c),
  } },
  { "dark", TRUE, {
    [RV_COLOR_CANVAS] = RGB (0x1c1d20),
    [RV_COLOR_GRID] = RGB (0x2a2c30),
    [RV_COLOR_SHADOW] = RGBA (0x000000, 0x40),
    [RV_COLOR_BOX] = RGB (0x292b2f),
    [RV_COLOR_BORDER] = RGB (0x50555d),
    [RV_COLOR_SEPARATOR] = RGB (0x3a3d43),
    [RV_COLOR_HEADER] = RGB (0x2f3d50),
    [RV_COLOR_HEADER_VIEW] = RGB (0x40334f),
    [RV_COLOR_HEADER_MATERIALIZED] = RGB (0x28443f),
    [RV_COLOR_HEADER_FOREIGN] = RGB (0x4a3d2a),
    [RV_COLOR_TITLE] = RGB (0xf4f6f8),
    [RV_COLOR_TITLE_DIM] = RGB (0xb9c2ce),
    [RV_COLOR_TEXT] = RGB (0xe6e8eb),
    [RV_COLOR_TEXT_DIM] = RGB (0xa3abb5),
    [RV_COLOR_BAR] = RGB (0x737a84),
    [RV_COLOR_BAR_DIM] = RGB (0x464a51),
    [RV_COLOR_KEY] = RGB (0xe9b949),
    [RV_COLOR_REFERENCE] = RGB (0x78aeed),
    [RV_COLOR_UNIQUE] = RGB (0x63c7b2),
    [RV_COLOR_DOT] = RGB (0x8a929d),
    [RV_COLOR_LINE] = RGB (0x98a4b5),
    [RV_COLOR_SELECTION] = RGB (0x78aeed),
    [RV_COLOR_AREA] = RGB (0x232529),
    [RV_COLOR_AREA_BORDER] = RGB (0x454a52),
    [RV_COLOR_AREA_TITLE] = RGB (0xb4bfcd),
    [RV_COLOR_NOTE] = RGB (0x453e22),
    [RV_COLOR_NOTE_BORDER] = RGB (0x7a6c33),
    [RV_COLOR_NOTE_TEXT] = RGB (0xf3e9bf),
    [RV_COLOR_ADDED] = RGB (0x57c26e),
    [RV_COLOR_CHANGED] = RGB (0xe0a82e),
    [RV_COLOR_REMOVED] = RGB (0xff8a80),
    [RV_COLOR_PIN] = RGB (0xdc8add),
  } },
  { "print", FALSE, {
    [RV_COLOR_CANVAS] = RGB (0xffffff),
    [RV_COLOR_GRID] = RGB (0xffffff),
    [RV_COLOR_SHADOW] = RGBA (0x000000, 0x00),
    [RV_COLOR_BOX] = RGB (0xffffff),
    [RV_COLOR_BORDER] = RGB (0x4a4a4a),
    [RV_COLOR_SEPARATOR] = RGB (0xbdbdbd),
    [RV_COLOR_HEADER] = RGB (0xececec),
    [RV_COLOR_HEADER_VIEW] = RGB (0xf6f6f6),
    [RV_COLOR_HEADER_MATERIALIZED] = RGB (0xf6f6f6),
    [RV_COLOR_HEADER_FOREIGN] = RGB (0xf6f6f6),
    [RV_COLOR_TITLE] = RGB (0x000000),
    [RV_COLOR_TITLE_DIM] = RGB (0x404040),
    [RV_COLOR_TEXT] = RGB (0x000000),
    [RV_COLOR_TEXT_DIM] = RGB (0x555555),
    [RV_COLOR_BAR] = RGB (0x8c8c8c),
    [RV_COLOR_BAR_DIM] = RGB (0xc8c8c8),
    [RV_COLOR_KEY] = RGB (0x000000),
    [RV_COLOR_REFERENCE] = RGB (0x404040),
    [RV_COLOR_UNIQUE] = RGB (0x404040),
    [RV_COLOR_DOT] = RGB (0x707070),
    [RV_COLOR_LINE] = RGB (0x303030),
    [RV_COLOR_SELECTION] = RGB (0x000000),
    [RV_COLOR_AREA] = RGB (0xf9f9f9),
    [RV_COLOR_AREA_BORDER] = RGB (0x9a9a9a),
    [RV_COLOR_AREA_TITLE] = RGB (0x333333),
    [RV_COLOR_NOTE] = RGB (0xffffff),
    [RV_COLOR_NOTE_BORDER] = RGB (0x9a9a9a),
    [RV_COLOR_NOTE_TEXT] = RGB (0x000000),
    [RV_COLOR_ADDED] = RGB (0x1b6e33),
    [RV_COLOR_CHANGED] = RGB (0x7a5200),
    [RV_COLOR_REMOVED] = RGB (0xa11d1d),
    [RV_COLOR_PIN] = RGB (0x613583),
  } },
  { "high-contrast", FALSE, {
    [RV_COLOR_CANVAS] = RGB (0xffffff),
    [RV_COLOR_GRID] = RGB (0xd0d0d0),
    [RV_COLOR_SHADOW] = RGBA (0x000000, 0x00),
    [RV_COLOR_BOX] = RGB (0xffffff),
    [RV_COLOR_BORDER] = RGB (0x000000),
    [RV_COLOR_SEPARATOR] = RGB (0x5a5a5a),
    [RV_COLOR_HEADER] = RGB (0xdbe8fb),
    [RV_COLOR_HEADER_VIEW] = RGB (0xeee0fa),
    [RV_COLOR_HEADER_MATERIALIZED] = RGB (0xd6f2ec),
    [RV_COLOR_HEADER_FOREIGN] = RGB (0xfbecd2),
    [RV_COLOR_TITLE] = RGB (0x000000),
    [RV_COLOR_TITLE_DIM] = RGB (0x2a2a2a),
    [RV_COLOR_TEXT] = RGB (0x000000),
    [RV_COLOR_TEXT_DIM] = RGB (0x333333),
    [RV_COLOR_BAR] = RGB (0x4a4a4a),
    [RV_COLOR_BAR_DIM] = RGB (0x7a7a7a),
    [RV_COLOR_KEY] = RGB (0x6b4500),
    [RV_COLOR_REFERENCE] = RGB (0x0b3f86),
    [RV_COLOR_UNIQUE] = RGB (0x07493c),
    [RV_COLOR_DOT] = RGB (0x3a3a3a),
    [RV_COLOR_LINE] = RGB (0x111111),
    [RV_COLOR_SELECTION] = RGB (0x0044bb),
    [RV_COLOR_AREA] = RGB (0xf3f3f3),
    [RV_COLOR_AREA_BORDER] = RGB (0x333333),
    [RV_COLOR_AREA_TITLE] = RGB (0x000000),
    [RV_COLOR_NOTE] = RGB (0xfff6c2),
    [RV_COLOR_NOTE_BORDER] = RGB (0x4d4200),
    [RV_COLOR_NOTE_TEXT] = RGB (0x000000),
    [RV_COLOR_ADDED] = RGB (0x0a4d16),
    [RV_COLOR_CHANGED] = RGB (0x5c3a00),
    [RV_COLOR_REMOVED] = RGB (0x8a0011),
    [RV_COLOR_PIN] = RGB (0x5a1a8a),
  } },
  { "high-contrast-dark", TRUE, {
    [RV_COLOR_CANVAS] = RGB (0x000000),
    [RV_COLOR_GRID] = RGB (0x3a3a3a),
    [RV_COLOR_SHADOW] = RGBA (0x000000, 0x00),
    [RV_COLOR_BOX] = RGB (0x0a0a0a),
    [RV_COLOR_BORDER] = RGB (0xffffff),
    [RV_COLOR_SEPARATOR] = RGB (0xa8a8a8),
    [RV_COLOR_HEADER] = RGB (0x10264a),
    [RV_COLOR_HEADER_VIEW] = RGB (0x331a4a),
    [RV_COLOR_HEADER_MATERIALIZED] = RGB (0x083a32),
    [RV_COLOR_HEADER_FOREIGN] = RGB (0x45300c),
    [RV_COLOR_TITLE] = RGB (0xffffff),
    [RV_COLOR_TITLE_DIM] = RGB (0xe2e2e2),
    [RV_COLOR_TEXT] = RGB (0xffffff),
    [RV_COLOR_TEXT_DIM] = RGB (0xdadada),
    [RV_COLOR_BAR] = RGB (0xc0c0c0),
    [RV_COLOR_BAR_DIM] = RGB (0x8c8c8c),
    [RV_COLOR_KEY] = RGB (0xffd56b),
    [RV_COLOR_REFERENCE] = RGB (0xa8cdff),
    [RV_COLOR_UNIQUE] = RGB (0x8ff0da),
    [RV_COLOR_DOT] = RGB (0xcccccc),
    [RV_COLOR_LINE] = RGB (0xf2f2f2),
    [RV_COLOR_SELECTION] = RGB (0x8fc1ff),
    [RV_COLOR_AREA] = RGB (0x161616),
    [RV_COLOR_AREA_BORDER] = RGB (0xd0d0d0),
    [RV_COLOR_AREA_TITLE] = RGB (0xffffff),
    [RV_COLOR_NOTE] = RGB (0x3a3200),
    [RV_COLOR_NOTE_BORDER] = RGB (0xffe680),
    [RV_COLOR_NOTE_TEXT] = RGB (0xffffff),
    [RV_COLOR_ADDED] = RGB (0x8ff09c),
    [RV_COLOR_CHANGED] = RGB (0xffd080),
    [RV_COLOR_REMOVED] = RGB (0xffb0b0),
    [RV_COLOR_PIN] = RGB (0xe0b8ff),
  } },
};

static const char *const role_names[RV_N_COLORS] = {
  "none", "canvas", "grid", "shadow", "box", "border", "separator", "header", "header-view", "header-materialized",
  "header-foreign", "title", "title-dim", "text", "text-dim", "bar", "bar-dim", "key", "reference", "unique", "dot",
  "line", "selection", "area", "area-border", "area-title", "note", "note-border", "note-text", "added", "changed",
  "removed", "pin",
};

static const struct {
  const char *name;
  RvColor color;
} hues[] = {
  { "blue", RGB (0x3584e4) },   { "teal", RGB (0x2190a4) },   { "green", RGB (0x3a944a) }, { "yellow", RGB (0xc88800) },
  { "orange", RGB (0xed5b00) }, { "red", RGB (0xe62d42) },    { "pink", RGB (0xd56199) },  { "purple", RGB (0x9141ac) },
  { "brown", RGB (0x865e3c) },  { "gray", RGB (0x6f8396) },
};

static const char *const ids[] = { "light", "dark", "print", "high-contrast", "high-contrast-dark", NULL };

const RvPalette *
rv_palette_find (const char *id)
{
  for (guint i = 0; i < G_N_ELEMENTS (palettes); i++)
    if (g_strcmp0 (palettes[i].id, id) == 0)
      return &palettes[i];
  return &palettes[0];
}

const char *const *
rv_palette_ids (void)
{
  return ids;
}

const char *
rv_palette_role_name (RvColorRole role)
{
  g_return_val_if_fail (role < RV_N_COLORS, role_names[0]);
  return role_names[role];
}

const char *const *
rv_tint_names (void)
{
  static const char *names[G_N_ELEMENTS (hues) + 1];
  static gsize once;

  if (g_once_init_enter (&once))
    {
      for (guint i = 0; i < G_N_ELEMENTS (hues); i++)
        names[i] = hues[i].name;
      g_once_init_leave (&once, 1);
    }
  return names;
}

static gboolean
read_hue (const char *name, RvColor *color)
{
  guint32 hex = 0;

  for (guint i = 0; i < G_N_ELEMENTS (hues); i++)
    if (strcmp (hues[i].name, name) == 0)
      {
        *color = hues[i].color;
        return TRUE;
      }
  if (name[0] != '#' || strlen (name) != 7)
    return FALSE;
  for (guint i = 1; i < 7; i++)
    {
      if (!g_ascii_isxdigit (name[i]))
        return FALSE;
      hex = hex << 4 | (guint32) g_ascii_xdigit_value (name[i]);
    }
  *color = (RvColor) RGB (hex);
  return TRUE;
}

/* Titles must stay legible on any colour that a person may type, so only a share of it is mixed
 * into the box, less and less until the dimmest text on it can be read. */
gboolean
rv_palette_tint (const RvPalette *palette, const char *name, RvTint *tint)
{
  RvColor box = palette->colors[RV_COLOR_BOX];
  RvColor hue;

  if (name == NULL || !read_hue (name, &hue))
    return FALSE;
  for (double share = palette->is_dark ? 0.36 : 0.22; share > 0; share -= 0.02)
    {
      tint->header = rv_color_mix (hue, box, share);
      if (rv_color_contrast (palette->colors[RV_COLOR_TITLE_DIM], tint->header) >= 4.5)
        break;
    }
  tint->strong = hue;
  for (double share = 0.9; share >= 0 && rv_color_contrast (tint->strong, palette->colors[RV_COLOR_CANVAS]) < 3; share -= 0.1)
    tint->strong = rv_color_mix (hue, palette->colors[RV_COLOR_TITLE], share);
  return TRUE;
}

static guint8
mix_channel (guint8 a, guint8 b, double share)
{
  return (guint8) lround (a * share + b * (1 - share));
}

RvColor
rv_color_mix (RvColor a, RvColor b, double share)
{
  share = CLAMP (share, 0, 1);
  return (RvColor) { mix_channel (a.red, b.red, share), mix_channel (a.green, b.green, share),
                     mix_channel (a.blue, b.blue, share), 0xff };
}

static double
linear (guint8 channel)
{
  double c = channel / 255.0;

  return c <= 0.04045 ? c / 12.92 : pow ((c + 0.055) / 1.055, 2.4);
}

static double
luminance (RvColor color)
{
  return 0.2126 * linear (color.red) + 0.7152 * linear (color.green) + 0.0722 * linear (color.blue);
}

double
rv_color_contrast (RvColor a, RvColor b)
{
  double one = luminance (a), other = luminance (b);

  return (MAX (one, other) + 0.05) / (MIN (one, other) + 0.05);
}

gboolean
rv_color_equal (RvColor a, RvColor b)
{
  return a.red == b.red && a.green == b.green && a.blue == b.blue && a.alpha == b.alpha;
}
