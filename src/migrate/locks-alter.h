/* What the files of ALTER TABLE share. */
#pragma once

#include "migrate/locks-private.h"

typedef struct {
  Locker *l;
  const PgQuery__AlterTableStmt *statement;
  gpointer relation;        /* nullable */
  RvTableLock *lock;
  RvLockMode mode;
} Alter;

typedef PgQuery__AlterTableCmd Command;

void rv_lock_attach_partition (Alter *a, const Command *command);
void rv_lock_detach_partition (Alter *a, const Command *command);
