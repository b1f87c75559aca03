/* Sizes of paper, for pictures that are printed. */
#pragma once

#include <glib.h>

typedef struct {
  const char *id;         /* "a4", "letter" … */
  const char *label;      /* as people write it, the same in all languages */
  double width, height;   /* millimetres, upright */
} RvPaper;

/** rv_papers: Returns: (transfer none): the sizes, ended by one without id. ISO 216 and ANSI Y14.1. */
const RvPaper *rv_papers (void);

/** rv_paper_find: Returns: (nullable) (transfer none): the size called @id, in letters of either case. */
const RvPaper *rv_paper_find (const char *id);
