/* The table of paper sizes. */
#include "draw/paper.h"

static const RvPaper papers[] = {
  { "a4", "A4", 210, 297 },
  { "a3", "A3", 297, 420 },
  { "a2", "A2", 420, 594 },
  { "a1", "A1", 594, 841 },
  { "a0", "A0", 841, 1189 },
  { "letter", "Letter", 215.9, 279.4 },
  { "legal", "Legal", 215.9, 355.6 },
  { "tabloid", "Tabloid", 279.4, 431.8 },
  { NULL, NULL, 0, 0 },
};

const RvPaper *
rv_papers (void)
{
  return papers;
}

const RvPaper *
rv_paper_find (const char *id)
{
  for (const RvPaper *paper = papers; id != NULL && paper->id != NULL; paper++)
    if (g_ascii_strcasecmp (paper->id, id) == 0)
      return paper;
  return NULL;
}
