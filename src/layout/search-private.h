/* What the files of the search share: the field around a goal, and what cells cost. */
#pragma once

#include "layout/search.h"

#define COST_SHARE 3          /* for each cell and each lane on top of which it runs */
#define OWN_EIGHTHS 2         /* of the length counts where the lane runs already */
#define COST_SHUT (1 << 26)   /* for a cell that a box shuts: never */
#define FAR (1 << 29)

struct RvSearch {
  const RvGrid *grid;
  RvWindow window;
  guint width, height;        /* of it */
  gint32 *values[2];          /* by axis: what it costs from a cell of the window, going along that axis */
  gsize room;
  gint32 *weights[2];         /* of one row: to enter a cell from the left or above, from the right */
  gint32 *ends;               /* of one row: what it costs from there straight into the goal */
  RvDock goal;
  gint32 shut;
  gint32 bend, cross;         /* what a turn costs, and each lane that is crossed */
  double work, limit;         /* what was done, and may be */
  guint margin, widest;       /* of windows: now; where there is time */
};

static inline gsize
cell_of (const RvSearch *search, guint column, guint row)
{
  return rv_grid_cell (search->grid, search->window.left + column, search->window.top + row);
}

static inline gint32 *
value_of (const RvSearch *search, RvAxis axis, guint column, guint row)
{
  return &search->values[axis][(gsize) row * search->width + column];
}

/* What it costs to enter a cell along @axis after @gap px. */
G_ALWAYS_INLINE static inline gint32
weigh (guint8 flags, guint8 along, guint8 athwart, RvAxis axis, gint32 gap, gint32 cross, gint32 shut)
{
  gint32 own = flags >> (2 + axis) & 1, closed = flags >> axis & 1;
  gint32 length = gap - own * (gap * (8 - OWN_EIGHTHS) >> 3);

  return length + (1 - own) * (along * COST_SHARE + athwart * cross) + closed * shut;
}

static inline gint32
weigh_cell (const RvSearch *search, guint column, guint row, RvAxis axis, gint32 gap)
{
  gsize cell = cell_of (search, column, row);
  const RvGrid *grid = search->grid;

  return weigh (grid->flags[cell], grid->lanes[axis][cell], grid->lanes[!axis][cell], axis, gap, search->cross, search->shut);
}

/* search-field.c: the field around @goal in @window, for lines with two turns. */
void rv_search_begin (RvSearch *search, const RvDock *goal, RvWindow window);

/* Returns: what the cheapest way from @from into the field costs. @entry: its column in the window. */
gint32 rv_search_find_entry (RvSearch *search, const RvDock *from, guint *entry);
