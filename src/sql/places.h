/* Where in a script objects and their texts stand: gathered by a reader beside the model, for messages about them. */
#pragma once

#include "model/model.h"
#include "sql/report.h"

RvPlaces *rv_places_new (void);
void rv_places_free (RvPlaces *places);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RvPlaces, rv_places_free)

/** rv_places_add: @object stands at byte @offset of the script. */
void rv_places_add (RvPlaces *places, RvId object, gsize offset);

/** rv_places_add_text: the text of @field of @object begins at byte @offset. */
void rv_places_add_text (RvPlaces *places, RvId object, int field, gsize offset);

/** rv_places_add_statement: the statement at byte @offset made every object beyond id @last that no later statement made. */
void rv_places_add_statement (RvPlaces *places, RvId last, gsize offset);

/** rv_places_finish: all is added; turns bytes of @script into lines. */
void rv_places_finish (RvPlaces *places, const char *script, gsize length);

/** rv_places_find: Returns: whether it is known where @object stands. */
gboolean rv_places_find (const RvPlaces *places, RvId object, RvTextPosition *position);

/** rv_places_find_text: the same for byte @at of its @text in @field. */
gboolean rv_places_find_text (const RvPlaces *places, RvId object, int field, const char *text, gsize at, RvTextPosition *position);
