/* The marks of notes: a small part of CommonMark, line by line. Pure: from text to lines and spans.
 *
 * **bold**, *italic*, `code`, [text](https://…), # and ## at the start of a line, lists with - or 1. and nested by spaces.
 * A line is a line: two of them do not flow together. ![alt](…) is its text; nothing is ever loaded. A mark that is not
 * closed stays as it was typed, and \ before a mark takes its meaning. */
#pragma once

#include <glib.h>

typedef enum {
  RV_MARK_BOLD = 1 << 0,
  RV_MARK_ITALIC = 1 << 1,
  RV_MARK_CODE = 1 << 2,
} RvMarks;

typedef struct {
  RvMarks marks;
  char *text;      /* clean, not empty */
  char *target;    /* (nullable): of a link: http or https */
} RvMarkupSpan;

typedef enum { RV_MARKUP_TEXT, RV_MARKUP_HEADING, RV_MARKUP_SUBHEADING, RV_MARKUP_ITEM } RvMarkupType;

typedef struct {
  RvMarkupType type;
  guint level;     /* of an item: 0 is not nested */
  char *bullet;    /* of an item: “•” or its number, else NULL */
  GArray *spans;   /* RvMarkupSpan; none: an empty line */
} RvMarkupLine;

/** rv_markup_parse: Returns: (transfer full): RvMarkupLine, the first @max_lines of @text (at most 10000), each cut to a
 * bounded length. */
GPtrArray *rv_markup_parse (const char *text, guint max_lines);

/** rv_markup_plain: Returns: (transfer full): @text without its marks, for those who hear it. */
char *rv_markup_plain (const char *text);
