/* Where something stands in a text, for messages a person can follow. */
#pragma once

#include <glib.h>

/** RvTextPosition: line and column count from 1; the column counts characters, not bytes. */
typedef struct {
  guint line;
  guint column;
} RvTextPosition;

/**
 * rv_text_position_at:
 * @text: UTF-8 text; bytes that are not UTF-8 count as one character each
 * @offset: a byte offset, at most strlen (@text)
 *
 * Returns: line and column of that offset.
 */
RvTextPosition rv_text_position_at (const char *text, gsize offset);
