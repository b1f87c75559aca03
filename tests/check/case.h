/* Case files: small designs that one rule fires on or is silent about. See README.md beside the files. */
#pragma once

#include "check/checker.h"

typedef struct {
  char *path;
  char *rule;           /* "X1" */
  gboolean fires;
  RvModel *model;
  GPtrArray *expected;  /* char *: names of objects, from "-- expect:" */
  GPtrArray *options;   /* char *: "most=5", from "-- option:" */
} RvCase;

/** rv_case_paths: Returns: (transfer full) (element-type utf8): the case files of @rule (NULL: of all), sorted. */
GPtrArray *rv_case_paths (const char *rule);

/** rv_case_new: reads the case file @path; a file that cannot be read as it says is fatal. */
RvCase *rv_case_new (const char *path);
void rv_case_free (RvCase *c);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RvCase, rv_case_free)

/** rv_case_check: Returns: (transfer full): a checker of @model with only the rule of the case on, and its options. */
RvChecker *rv_case_check (RvCase *c, RvModel *model);
