/* A whole design as one line of text, and back: gzip in base64 of a text that `base64 -d | gunzip` shows.
 *
 * A line "#tables", tab, "id", tab, names of columns … starts a table of the project file; a line for each row
 * follows, in the way of PostgreSQL's COPY: tabs between values, \N for none, and \\ \t \n \r for what would break
 * a line. Tables and columns that this Relvar does not know are passed over; those that are missing are empty. */
#pragma once

#include "model/model.h"

/** rv_snapshot_take: Returns: (transfer full): the design of @model without what is only said of it. */
char *rv_snapshot_take (RvModel *model);

/** rv_snapshot_read: Returns: (transfer full) (nullable): a model in memory that cannot be edited; @reason: why not. */
RvModel *rv_snapshot_read (const char *snapshot, const char *reason, GError **error);
