/* Lines are filled word by word; a word may have parts in several fonts. */
#include "draw/note-text.h"

#include <string.h>

#include "draw/display-private.h"
#include "draw/markup.h"

#define MAX_LINES 400
#define NATURAL_LINES 40  /* no note grows taller by itself */
#define INDENT 16
#define BULLET_GAP 6

/* How lines look, by RvMarkupType. */
static const struct {
  double height;
  RvFont font;
} kinds[] = {
  [RV_MARKUP_TEXT] = { 17, RV_FONT_NOTE },
  [RV_MARKUP_HEADING] = { 25, RV_FONT_NOTE_HEADING },
  [RV_MARKUP_SUBHEADING] = { 21, RV_FONT_NOTE_SUBHEADING },
  [RV_MARKUP_ITEM] = { 17, RV_FONT_NOTE },
};

/* A part of a word (all of one span), or a whole one. */
typedef struct {
  const RvMarkupSpan *span;
  char *text;
  RvFont font;
  guint n_spaces;       /* before it; 0: it goes on with what is before */
} Atom;

typedef struct {
  RvNoteText *layout;
  const RvMarkupLine *source;
  const RvMarkupSpan *last;   /* (nullable): of the last piece, if more may join it */
  double right, lowest;
  double left;          /* of the lines of this paragraph */
  double x, top;
  guint n_lines, max_lines;
  gboolean is_cut;
} Flow;

static void
clear_atom (gpointer data)
{
  g_free (((Atom *) data)->text);
}

static void
clear_piece (gpointer data)
{
  RvNotePiece *piece = data;

  g_free (piece->text);
  g_free (piece->target);
}

static RvNotePiece *
last_piece (Flow *flow)
{
  GArray *pieces = flow->layout->pieces;

  return pieces->len > 0 ? &g_array_index (pieces, RvNotePiece, pieces->len - 1) : NULL;
}

/* ---- words ------------------------------------------------------------------------------------------------------ */

static RvFont
font_for (const RvMarkupLine *line, const RvMarkupSpan *span)
{
  static const RvFont fonts[] = { RV_FONT_NOTE, RV_FONT_NOTE_BOLD, RV_FONT_NOTE_ITALIC, RV_FONT_NOTE_BOLD_ITALIC };

  if (span->marks & RV_MARK_CODE)
    return RV_FONT_NOTE_CODE;
  if (kinds[line->type].font != RV_FONT_NOTE)
    return kinds[line->type].font;
  return fonts[span->marks & (RV_MARK_BOLD | RV_MARK_ITALIC)];
}

static GArray *
split (const RvMarkupLine *line)
{
  GArray *atoms = g_array_new (FALSE, FALSE, sizeof (Atom));
  guint n_spaces = 0;

  g_array_set_clear_func (atoms, clear_atom);
  for (guint i = 0; i < line->spans->len; i++)
    {
      const RvMarkupSpan *span = &g_array_index (line->spans, RvMarkupSpan, i);

      for (const char *at = span->text; *at != '\0';)
        {
          gsize spaces = strspn (at, " "), length = strcspn (at + spaces, " ");
          Atom atom = { span, g_strndup (at + spaces, length), font_for (line, span), n_spaces + (guint) spaces };

          n_spaces = length == 0 ? atom.n_spaces : 0;
          at += spaces + length;
          if (length > 0)
            g_array_append_val (atoms, atom);
          else
            g_free (atom.text);
        }
    }
  return atoms;
}

/* ---- lines ------------------------------------------------------------------------------------------------------- */

static double
line_height (const Flow *flow)
{
  return kinds[flow->source->type].height;
}

static void
add_piece (Flow *flow, RvFont font, const char *text, const char *target)
{
  RvNotePiece piece = {
    .font = font, .x = flow->x, .top = flow->top, .width = rv_measure_width (font, text), .line = flow->n_lines - 1,
    .baseline = rv_font_baseline (kinds[flow->source->type].font, flow->top, line_height (flow)),
    .text = g_strdup (text), .target = g_strdup (target),
  };

  g_array_append_val (flow->layout->pieces, piece);
  flow->x += piece.width;
}

/* Returns: FALSE if there is no room for another. */
static gboolean
begin_line (Flow *flow)
{
  double top = flow->layout->bottom;

  if (flow->n_lines > 0 && (flow->n_lines >= flow->max_lines || top + line_height (flow) > flow->lowest + 0.01))
    {
      flow->is_cut = TRUE;
      return FALSE;
    }
  flow->n_lines++;
  flow->top = top;
  flow->layout->bottom = top + line_height (flow);
  flow->x = flow->left;
  flow->last = NULL;
  return TRUE;
}

static void
put_atom (Flow *flow, const Atom *atom)
{
  guint n_spaces = flow->x > flow->left ? atom->n_spaces : 0;
  g_autofree char *text = g_strdup_printf ("%*s%s", (int) n_spaces, "", atom->text);
  RvNotePiece *piece = last_piece (flow);

  if (flow->last == atom->span)
    {
      char *joined = g_strconcat (piece->text, text, NULL);

      g_free (piece->text);
      piece->text = joined;
      piece->width = rv_measure_width (piece->font, joined);
      flow->x = piece->x + piece->width;
      return;
    }
  flow->x += n_spaces * rv_measure_width (RV_FONT_NOTE, " ");
  add_piece (flow, atom->font, atom->text, atom->span->target);
  flow->last = atom->span;
}

/* Returns: how wide the line gets with the word that begins at @first and ends before @end. */
static double
reach (const Flow *flow, const GArray *atoms, guint first, guint end)
{
  const Atom *head = &g_array_index (atoms, Atom, first);
  RvNotePiece *piece = last_piece ((Flow *) flow);
  double x = flow->x + head->n_spaces * rv_measure_width (RV_FONT_NOTE, " ");

  if (flow->last == head->span)
    {
      g_autofree char *text = g_strdup_printf ("%s%*s%s", piece->text, (int) head->n_spaces, "", head->text);

      x = piece->x + rv_measure_width (head->font, text);
      first++;
    }
  for (guint i = first; i < end; i++)
    x += rv_measure_width (g_array_index (atoms, Atom, i).font, g_array_index (atoms, Atom, i).text);
  return x;
}

static gboolean
flow_words (Flow *flow, const GArray *atoms)
{
  for (guint first = 0, end; first < atoms->len; first = end)
    {
      for (end = first + 1; end < atoms->len && g_array_index (atoms, Atom, end).n_spaces == 0;)
        end++;
      if (flow->x > flow->left && reach (flow, atoms, first, end) > flow->right && !begin_line (flow))
        return FALSE;
      for (guint i = first; i < end; i++)
        put_atom (flow, &g_array_index (atoms, Atom, i));
    }
  return TRUE;
}

static gboolean
flow_line (Flow *flow, const RvMarkupLine *line)
{
  g_autoptr (GArray) atoms = split (line);

  flow->source = line;
  flow->left = RV_BOX_PADDING;
  if (line->bullet != NULL)
    flow->left += MIN (line->level * INDENT, (flow->right - RV_BOX_PADDING) / 3);
  if (!begin_line (flow))
    return FALSE;
  if (line->bullet != NULL)
    {
      add_piece (flow, RV_FONT_NOTE, line->bullet, NULL);
      flow->left = flow->x = MAX (flow->left + INDENT, flow->x + BULLET_GAP);
    }
  return flow_words (flow, atoms);
}

/* ---- what does not fit --------------------------------------------------------------------------------------------- */

/* One word wider than the note is cut, and what follows it in its line is gone. */
static void
fit_pieces (Flow *flow)
{
  GArray *pieces = flow->layout->pieces;

  for (guint i = 0; i < pieces->len;)
    {
      RvNotePiece *piece = &g_array_index (pieces, RvNotePiece, i);
      guint next = ++i;
      char *cut;

      if (piece->x + piece->width <= flow->right || (cut = rv_measure_fit (piece->font, piece->text, flow->right - piece->x)) == NULL)
        continue;
      g_free (piece->text);
      piece->text = cut;
      piece->width = rv_measure_width (piece->font, cut);
      while (next < pieces->len && g_array_index (pieces, RvNotePiece, next).line == piece->line)
        next++;
      if (next > i)
        g_array_remove_range (pieces, i, next - i);
    }
}

static void
add_ellipsis (Flow *flow)
{
  RvNotePiece *piece = last_piece (flow);
  char *text;

  if (piece == NULL || piece->line + 1 != flow->n_lines)
    {
      add_piece (flow, RV_FONT_NOTE, "…", NULL);
      return;
    }
  text = g_strconcat (piece->text, " …", NULL);
  g_free (piece->text);
  piece->text = text;
  piece->width = rv_measure_width (piece->font, text);
}

RvNoteText *
rv_note_text_new (const char *text, double width, double height)
{
  guint max_lines = height > 0 ? MAX_LINES : NATURAL_LINES;
  g_autoptr (GPtrArray) lines = rv_markup_parse (text, max_lines + 1);
  RvNoteText *layout = g_new0 (RvNoteText, 1);
  Flow flow = {
    .layout = layout, .max_lines = max_lines, .right = width - RV_BOX_PADDING,
    .lowest = height > 0 ? height - RV_BOX_PADDING / 2.0 : G_MAXDOUBLE,
  };

  layout->pieces = g_array_new (FALSE, FALSE, sizeof (RvNotePiece));
  g_array_set_clear_func (layout->pieces, clear_piece);
  layout->bottom = RV_BOX_PADDING;
  for (guint i = 0; i < lines->len; i++)
    if (!flow_line (&flow, lines->pdata[i]))
      break;
  if (flow.is_cut)
    add_ellipsis (&flow);
  fit_pieces (&flow);
  return layout;
}

void
rv_note_text_free (RvNoteText *layout)
{
  g_array_unref (layout->pieces);
  g_free (layout);
}

double
rv_note_text_natural_height (const char *text, double width)
{
  g_autoptr (RvNoteText) layout = rv_note_text_new (text, width, 0);

  return layout->bottom + RV_BOX_PADDING;
}

/* ---- links ----------------------------------------------------------------------------------------------------------- */

/* @at: (nullable): NULL: the first of all. */
static char *
find_link (const RvSceneNote *note, const RvPoint *at)
{
  g_autoptr (RvNoteText) layout = rv_note_text_new (note->text, note->rect.width, note->rect.height);

  for (guint i = 0; i < layout->pieces->len; i++)
    {
      const RvNotePiece *piece = &g_array_index (layout->pieces, RvNotePiece, i);
      double x = at != NULL ? at->x - note->rect.x - piece->x : 0, y = at != NULL ? at->y - note->rect.y - piece->top : 0;

      if (piece->target != NULL && x >= 0 && x <= piece->width && y >= 0 && y <= kinds[RV_MARKUP_TEXT].height)
        return g_strdup (piece->target);
    }
  return NULL;
}

char *
rv_scene_note_link_at (const RvSceneNote *note, double x, double y)
{
  return find_link (note, &(RvPoint) { x, y });
}

char *
rv_scene_note_first_link (const RvSceneNote *note)
{
  return find_link (note, NULL);
}
