/* Files of migrations in a row, as tools keep them: marks for up and down, for transactions, numbers in their names. */
#pragma once

#include "migrate/lint/lint.h"

typedef struct _RvLintSession RvLintSession;

/** rv_migration_session_new: @options (copied; its schema is kept by reference) count for all files; their schema is what the first one meets. */
RvLintSession *rv_migration_session_new (const RvLintOptions *options);

/** rv_migration_session_judge: judges @text of @file; the next file meets what this one leaves. What a mark such as
 * "-- migrate:down" begins is not judged. Returns: (transfer full). */
RvLint *rv_migration_session_judge (RvLintSession *session, const char *file, const char *text);

void rv_migration_session_free (RvLintSession *session);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RvLintSession, rv_migration_session_free)

/** rv_migration_time_zone: Returns: (transfer full) (nullable): the time zone that the script @text sets last. */
char *rv_migration_time_zone (const char *text);
