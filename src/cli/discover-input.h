/* The tables that relvar-cli discover is given: files with separators, folders of them, databases. */
#pragma once

#include "check/discover/csv.h"

/** rv_discover_input_read: Returns: (transfer full) (element-type RvData): all tables of @paths ("-": standard input), or NULL,
 * having said why. */
GPtrArray *rv_discover_input_read (char **paths, const RvCsvOptions *options);
