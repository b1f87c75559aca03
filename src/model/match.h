/* How well a few typed letters fit a name: from the same, over the beginning, the beginnings of its words and a part
 * of it, to letters that merely come in that order. Letters of either case are the same. Pure functions on text. */
#pragma once

#include <glib.h>

/** RvPattern: what was typed, made ready. */
typedef struct _RvPattern RvPattern;

/** rv_pattern_new: @text: terms apart by spaces or dots: the last is for the name, those before may be for what it
 * belongs to: “ord.id”. Any text will do; what is beyond 8 terms or 32 letters of one is left out. Returns: (transfer full). */
RvPattern *rv_pattern_new (const char *text);
void rv_pattern_free (RvPattern *pattern);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RvPattern, rv_pattern_free)

/** rv_pattern_is_empty: Returns: whether nothing was typed; everything fits that. */
gboolean rv_pattern_is_empty (const RvPattern *pattern);

/** rv_pattern_may_fit: a fast look at letters alone. @letters: of rv_letters_of () the name.
 * Returns: FALSE if the name cannot fit, whatever it belongs to. */
gboolean rv_pattern_may_fit (const RvPattern *pattern, guint64 letters);

/** rv_letters_of: Returns: a bit for each letter that @text has, some sharing one. */
guint64 rv_letters_of (const char *text);

#define RV_MATCH_EXACT 1000
#define RV_MATCH_PREFIX 800
#define RV_MATCH_WORD 600     /* a word in it begins so */
#define RV_MATCH_PART 400
#define RV_MATCH_LETTERS 100

/** rv_pattern_score: @parents: (array zero-terminated=1) (nullable): names of what it belongs to, nearest first.
 * @marks: (out) (nullable): a bit for each of the first 64 letters of @name that fits.
 * Returns: 0: does not fit, else the more the better, up to somewhat beyond RV_MATCH_EXACT. */
int rv_pattern_score (const RvPattern *pattern, const char *name, const char *const *parents, guint64 *marks);
