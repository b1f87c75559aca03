/* Marks of notes: what they become, what stays as it was typed, and where the words stand. */
#include "draw/markup.h"

#include <string.h>

#include "draw/display-list.h"
#include "draw/note-text.h"

/* Spans as b(…), i(…), c(…), a(…) for bold, italic, code and links; lines with what they are before them. */
static char *
spell (const char *text)
{
  static const char *const starts[] = { "", "# ", "## ", "" };
  g_autoptr (GPtrArray) lines = rv_markup_parse (text, 100);
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < lines->len; i++)
    {
      const RvMarkupLine *line = lines->pdata[i];

      g_string_append_printf (out, "%s%s", i > 0 ? "|" : "", starts[line->type]);
      if (line->bullet != NULL)
        g_string_append_printf (out, "%*s%s ", (int) line->level, "", line->bullet);
      for (guint j = 0; j < line->spans->len; j++)
        {
          const RvMarkupSpan *span = &g_array_index (line->spans, RvMarkupSpan, j);
          gboolean is_plain = span->marks == 0 && span->target == NULL;

          g_string_append_printf (out, is_plain ? "%s%s%s%s%s" : "%s%s%s%s(%s)", span->marks & RV_MARK_BOLD ? "b" : "",
                                  span->marks & RV_MARK_ITALIC ? "i" : "", span->marks & RV_MARK_CODE ? "c" : "",
                                  span->target != NULL ? "a" : "", span->text);
        }
    }
  return g_string_free (out, FALSE);
}

static const struct {
  const char *text, *spelled;
} samples[] = {
  { "plain text", "plain text" },
  { "a **b** c", "a b(b) c" },
  { "a *b* c", "a i(b) c" },
  { "***both***", "bi(both)" },
  { "**a *b* c**", "b(a )bi(b)b( c)" },
  { "*a **b** c*", "i(a )bi(b)i( c)" },
  { "***a** b*", "bi(a)i( b)" },
  { "un**bold**ed", "unb(bold)ed" },
  { "`select *`, ``a ` b``", "c(select *), c(a ` b)" },
  { "**`x`**", "bc(x)" },
  { "# One\n## Two\n### Three", "# One|## Two|## Three" },
  { "- a\n  - b\n    1. c\n12) d", "• a| • b|  1. c|12) d" },
  { "[site](https://x.org/a?b=c) and", "a(site) and" },
  { "[**s** t](http://x.org)", "ba(s)a( t)" },
  { "[bad](javascript:alert) [f](file:///etc)", "bad f" },
  { "![a picture](https://x.org/p.png)!", "a picture!" },
  { "![](https://x.org/p.png)", "" },
  { "one\n\ntwo", "one||two" },
  { "one\r\ntwo", "one|two" },
  /* not closed, or no marks at all */
  { "a **b", "a **b" },
  { "a * b * c", "a * b * c" },
  { "a *b **c*", "a *b *i(c)" },
  { "count(*) and sum(*)", "count(*) and sum(*)" },
  { "`a", "`a" },
  { "[a](b", "[a](b" },
  { "[a] (b) a[1](2 3)", "[a] (b) a[1](2 3)" },
  { "#5 -1 1.5", "#5 -1 1.5" },
  { "snake_case_name __init__", "snake_case_name __init__" },
  { "\\*a\\* \\[b\\](c) C:\\temp", "*a* [b](c) C:\\temp" },
  { "<b>x</b> &amp;", "<b>x</b> &amp;" },
};

static void
test_samples (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (samples); i++)
    {
      g_autofree char *spelled = spell (samples[i].text);

      g_assert_cmpstr (spelled, ==, samples[i].spelled);
    }
}

static void
test_plain (void)
{
  g_autofree char *plain = rv_markup_plain ("# Title\n- **a** [b](https://c.d) `e`\n![f](g)");

  g_assert_cmpstr (plain, ==, "Title\n• a b e\nf");
}

/* The same few bytes over and over, on one line and on many: bounded in length, and over at once. */
static void
test_hostile (void)
{
  static const char *const parts[] = { "*", "**a", "*a**", "`", "`a``", "[", "![", "](", "[a](", "[a](b)", "\\", "- ", "    ", "#", "a*\n", "\xff", "\t", "\n" };

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      g_autofree char *plain = NULL;
      g_autoptr (RvNoteText) layout = NULL;

      while (text->len < 200000)
        g_string_append (text, parts[i]);
      plain = rv_markup_plain (text->str);
      layout = rv_note_text_new (text->str, 200, 0);
      g_assert_true (g_utf8_validate (plain, -1, NULL));
      g_assert_cmpfloat (layout->bottom, <=, 12 + 40 * 25);
    }
}

static void
assert_inside (const RvNoteText *layout, double width, double height)
{
  for (guint i = 0; i < layout->pieces->len; i++)
    {
      const RvNotePiece *piece = &g_array_index (layout->pieces, RvNotePiece, i);

      g_assert_cmpfloat (piece->x + piece->width, <=, width - 12 + 1);
      g_assert_cmpfloat (piece->baseline, <=, height);
    }
}

static void
test_layout (void)
{
  static const char *const text = "# A heading that is long\nSome **bold words** and `code` that wrap\n- one\n- averyveryverylongwordthatdoesnotfit";
  double height = rv_note_text_natural_height (text, 140);
  g_autoptr (RvNoteText) all = rv_note_text_new (text, 140, height), some = rv_note_text_new (text, 140, 60);
  const RvNotePiece *last = &g_array_index (some->pieces, RvNotePiece, some->pieces->len - 1);

  assert_inside (all, 140, height);
  assert_inside (some, 140, 60);
  g_assert_cmpfloat (all->bottom + 12, ==, height);
  g_assert_true (g_str_has_suffix (last->text, "…"));
  g_assert_cmpfloat (rv_note_text_natural_height ("one\n\ntwo", 200), ==, 3 * 17 + 24);
  g_assert_cmpfloat (rv_note_text_natural_height ("", 200), ==, 17 + 24);
}

static gboolean
has_text (const RvDisplayList *list, RvFont font, const char *text)
{
  for (guint i = 0; i < list->primitives->len; i++)
    {
      const RvPrimitive *primitive = &g_array_index (list->primitives, RvPrimitive, i);

      if (primitive->type == RV_DRAW_TEXT && primitive->font == font && strcmp (primitive->text, text) == 0)
        return TRUE;
    }
  return FALSE;
}

static void
test_drawn (void)
{
  RvSceneNote note = { .id = 1, .rect = { 0, 0, 300, 200 }, .text = (char *) "# Big\nso **bold** *it* ***bi*** `code` [x](https://y.z)" };
  g_autoptr (RvDisplayList) list = rv_display_list_new (rv_palette_find ("light"));

  rv_display_list_add_note (list, &note, RV_DETAIL_FULL);
  g_assert_true (has_text (list, RV_FONT_NOTE_HEADING, "Big"));
  g_assert_true (has_text (list, RV_FONT_NOTE_BOLD, "bold"));
  g_assert_true (has_text (list, RV_FONT_NOTE_ITALIC, "it"));
  g_assert_true (has_text (list, RV_FONT_NOTE_BOLD_ITALIC, "bi"));
  g_assert_true (has_text (list, RV_FONT_NOTE_CODE, "code"));
  g_assert_cmpstr (g_array_index (list->groups, RvDisplayGroup, 0).title, ==, "Big␊so bold it bi code x");
}

static void
test_links (void)
{
  RvSceneNote note = { .id = 1, .rect = { 100, 100, 300, 80 }, .text = (char *) "[one](https://a.b)\n[two](http://c.d)" };
  g_autofree char *second = rv_scene_note_link_at (&note, 115, 100 + 12 + 17 + 8);
  g_autofree char *none = rv_scene_note_link_at (&note, 300, 120), *first = rv_scene_note_first_link (&note);

  g_assert_cmpstr (first, ==, "https://a.b");
  g_assert_cmpstr (second, ==, "http://c.d");
  g_assert_null (none);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/markup/samples", test_samples);
  g_test_add_func ("/markup/plain", test_plain);
  g_test_add_func ("/markup/hostile", test_hostile);
  g_test_add_func ("/markup/layout", test_layout);
  g_test_add_func ("/markup/drawn", test_drawn);
  g_test_add_func ("/markup/links", test_links);
  return g_test_run ();
}
