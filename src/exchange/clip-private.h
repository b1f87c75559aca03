/* What the halves of pasting share: a clip that was read and found sound. */
#pragma once

#include <json-glib/json-glib.h>

#include "exchange/clip.h"

typedef struct {
  gint64 clip_id;       /* its id in the clip */
  RvKind kind;
  gboolean is_top;      /* was chosen in the copy */
  JsonObject *fields;   /* (transfer none) */
  RvId made;            /* the new object; 0: left out */
  gboolean moves;       /* made in the schema of its old name, to go to the one that is pasted into */
} RvClipItem;

typedef struct {
  JsonParser *parser;   /* owns the fields */
  GArray *items;        /* RvClipItem */
  GHashTable *by_id;    /* clip id -> index + 1 */
} RvClip;

/** rv_clip_parse: Returns: (transfer full): the clip, or NULL with @error set when anything in it is not as it should be. */
RvClip *rv_clip_parse (const char *json, GError **error);

void rv_clip_free (RvClip *clip);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RvClip, rv_clip_free)

/** rv_clip_item: Returns: (transfer none) (nullable): the item with @clip_id. */
RvClipItem *rv_clip_item (RvClip *clip, gint64 clip_id);

/** rv_clip_find_outside: Returns: (nullable): the object that @reference ({"kind","name","in"}) names in @model. */
RvObject *rv_clip_find_outside (RvModel *model, JsonObject *reference);

/** rv_clip_rename_taken: gives new names to the new objects of @clip whose names are @taken. */
void rv_clip_rename_taken (RvEdit *edit, RvClip *clip, GHashTable *taken);

/** rv_clip_names_taken: Returns: (transfer full): keys of the names that are taken in @model. */
GHashTable *rv_clip_names_taken (RvModel *model);
