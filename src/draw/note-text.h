/* Where the words of a note stand: its marks read, its lines wrapped, each piece in one font. The one layout for its
 * height, its picture and what a press on it hits. */
#pragma once

#include "draw/measure.h"
#include "draw/scene.h"

typedef struct {
  RvFont font;
  double x, top;       /* of its line, from the corner of the note */
  double width;
  double baseline;
  guint line;
  char *text;          /* clean, fits into the note */
  char *target;        /* (nullable): of a link */
} RvNotePiece;

typedef struct {
  GArray *pieces;      /* RvNotePiece */
  double bottom;       /* below the last line */
} RvNoteText;

/** rv_note_text_new: @text: with marks. @height: of the note: what does not fit ends in “…”; 0: as it comes, within reason.
 * Returns: (transfer full). */
RvNoteText *rv_note_text_new (const char *text, double width, double height);
void rv_note_text_free (RvNoteText *layout);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RvNoteText, rv_note_text_free)

/** rv_note_text_natural_height: Returns: how tall a note of @text is when no one gave it a height. */
double rv_note_text_natural_height (const char *text, double width);

/** rv_scene_note_link_at: Returns: (transfer full) (nullable): where the link at @x, @y of the diagram leads: http or https. */
char *rv_scene_note_link_at (const RvSceneNote *note, double x, double y);

/** rv_scene_note_first_link: Returns: (transfer full) (nullable): where the first link that is shown leads. */
char *rv_scene_note_first_link (const RvSceneNote *note);
