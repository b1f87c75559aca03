/* Where things are kept that no file dialog chose: drafts, the list of recent projects, the samples. */
#pragma once

#include <gio/gio.h>

/** rv_drafts_folder: Returns: (transfer full): the folder of the drafts, which exists. */
char *rv_drafts_folder (void);

/** rv_drafts_new_path: Returns: (transfer full): a path in that folder that is free, from @name
 * (nullable: a new project). */
char *rv_drafts_new_path (const char *name);

/** rv_drafts_contains: Returns: whether @path is that of a draft. */
gboolean rv_drafts_contains (const char *path);

/** rv_drafts_discard: removes the draft @path with what SQLite keeps beside it. Other files are left alone. */
void rv_drafts_discard (const char *path);

/** rv_folder_beside: Returns: (transfer full): the folder in which a dialog begins for the project @path: its
 * own, or that of a person's documents for a draft. */
GFile *rv_folder_beside (const char *path);

typedef struct {
  char *path;
  GDateTime *opened_at; /* local time */
  gboolean is_draft;
} RvRecent;

void rv_recent_free (RvRecent *recent);

/** rv_recent_list: Returns: (transfer full) (element-type RvRecent): projects that still exist, newest
 * first, as many as the setting allows, and all drafts. */
GPtrArray *rv_recent_list (void);

/** rv_recent_add: notes that the project @path is open now. */
void rv_recent_add (const char *path);

/** rv_recent_forget: takes @path off the list; the file stays. */
void rv_recent_forget (const char *path);

/** rv_samples_folder: Returns: (transfer full): where the samples are, in the build tree or installed. */
char *rv_samples_folder (void);
