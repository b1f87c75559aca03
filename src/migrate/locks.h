/* What PostgreSQL locks for one statement, how strongly, and what work it does under the lock.
 *
 * The answer is from the statement and from the design as it stands before it: whether a change of type
 * rewrites a table is seen from the old type, whether SET NOT NULL reads it from the CHECKs that are there.
 * Without a design, or for a relation that is not in it, the answer is the worst that can be.
 * What is known was taken from a running server and is compared with one in tests/migrate/locks.c. */
#pragma once

#include "model/model.h"

/* From weak to strong, as PostgreSQL numbers them. */
typedef enum {
  RV_LOCK_NONE,
  RV_LOCK_ACCESS_SHARE,
  RV_LOCK_ROW_SHARE,
  RV_LOCK_ROW_EXCLUSIVE,
  RV_LOCK_SHARE_UPDATE_EXCLUSIVE,
  RV_LOCK_SHARE,
  RV_LOCK_SHARE_ROW_EXCLUSIVE,
  RV_LOCK_EXCLUSIVE,
  RV_LOCK_ACCESS_EXCLUSIVE,
  RV_N_LOCK_MODES
} RvLockMode;

/** RvLockWork: what is done to a table under its lock; the time it takes grows with the table. */
typedef enum {
  RV_WORK_REWRITE = 1 << 0, /* every row is written anew, and every index built anew */
  RV_WORK_SCAN = 1 << 1,    /* every row is read */
  RV_WORK_BUILD = 1 << 2,   /* an index is built: RvTableLock.indexes */
  RV_WORK_COPY = 1 << 3,    /* the files are copied */
  RV_WORK_WRITE = 1 << 4,   /* rows are changed or deleted */
  RV_WORK_EMPTY = 1 << 5,   /* all rows are taken away at once */
  RV_WORK_FAILS = 1 << 6,   /* the statement fails where the table has rows */
} RvLockWork;

#define RV_WORK_LONG (RV_WORK_REWRITE | RV_WORK_SCAN | RV_WORK_BUILD | RV_WORK_COPY)

/** RvTableLock: what happens to one table, view or materialized view. */
typedef struct {
  RvId id;             /* 0: it is not in the design */
  char *schema;        /* NULL: as the search path finds it */
  char *name;
  RvLockMode mode;
  guint work;          /* RvLockWork */
  gboolean is_new;     /* it was made by the same script: nobody waits for it */
  GPtrArray *indexes;  /* char *: those that are built */
  GPtrArray *reasons;  /* char *: sentences on the work, or on work that is spared */
} RvTableLock;

typedef struct {
  GPtrArray *tables;   /* RvTableLock, in the order in which they are met */
  gboolean is_unknown; /* the statement runs what cannot be seen: DO, EXECUTE, CALL … */
  gboolean no_transaction; /* it fails inside of a transaction: CONCURRENTLY, VACUUM … */
} RvLocks;

typedef struct {
  RvModel *model;      /* (nullable) */
  int version;         /* of PostgreSQL, such as 15; 0 means 15 */
  const char *const *search_path; /* (nullable) "public" alone */
  const char *time_zone; /* (nullable) of the session; unknown is taken for another than UTC */
  RvId first_new;      /* relations with this id or later were made by the script; 0: none */
} RvLockContext;

/** rv_locks_of: Returns: (transfer full): what @node, a PgQuery__Node (sql/postgresql/parse.h), locks. */
RvLocks *rv_locks_of (const RvLockContext *context, gconstpointer node);

/** rv_locks_of_text: the same of the text @sql of one statement. Returns: (transfer full) (nullable): NULL where
 * PostgreSQL's parser does not take it. */
RvLocks *rv_locks_of_text (const RvLockContext *context, const char *sql);

void rv_locks_free (RvLocks *locks);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RvLocks, rv_locks_free)

/** rv_locks_find: Returns: (transfer none) (nullable): the lock on the relation @name. */
const RvTableLock *rv_locks_find (const RvLocks *locks, const char *name);

/** rv_locks_strongest: Returns: (transfer none) (nullable): the strongest lock on a relation that is not new. */
const RvTableLock *rv_locks_strongest (const RvLocks *locks);

/** rv_lock_mode_name: Returns: (transfer none): "ACCESS EXCLUSIVE" …, or "" for none. */
const char *rv_lock_mode_name (RvLockMode mode);

/** rv_lock_blocks_writes: Returns: whether INSERT, UPDATE and DELETE wait for a lock of @mode. */
gboolean rv_lock_blocks_writes (RvLockMode mode);

/** rv_lock_blocks_reads: Returns: whether SELECT waits for it. */
gboolean rv_lock_blocks_reads (RvLockMode mode);

/** rv_lock_work_name: Returns: (transfer full): "rewrite, build" …, or "" for none: words of JSON and of tests. */
char *rv_lock_work_name (guint work);
