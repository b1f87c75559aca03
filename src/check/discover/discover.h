/* What a table of data says: all minimal functional dependencies and keys that hold in it, and dependencies that almost do. */
#pragma once

#include "check/discover/data.h"
#include "check/theory/fds.h"

typedef struct {
  guint limit;           /* how many dependencies, and how many keys, at most; 0: RV_DISCOVER_LIMIT */
  double effort;         /* how hard to try, 1 being some seconds at the most; 0: 1 */
  double error;          /* above 0: also dependencies that hold without this share of the rows */
  guint error_lhs;       /* how many columns those have on the left at most; 0: 2 */
} RvDiscoverOptions;

#define RV_DISCOVER_LIMIT 1000000
/* Work is counted in words of bits that are looked at; a row that is put into its group counts as several. */
#define RV_DISCOVER_EFFORT G_GINT64_CONSTANT (5000000000)
#define RV_DISCOVER_ROW_EFFORT 10

/* A dependency that holds in most rows. */
typedef struct {
  RvBits *lhs;
  guint rhs;
  double error;          /* g3: the least share of the rows without which it holds */
  GArray *rows;          /* guint: some of those rows, from 0 */
} RvApproximate;

typedef struct {
  RvFds *dependencies;   /* one column on the right, nothing to spare on the left; by right side */
  RvBitsList *keys;      /* none where two rows are alike */
  GPtrArray *approximate; /* of RvApproximate */
  gboolean is_complete;  /* FALSE: the limits cut something off */
} RvDiscovery;

/** rv_discover: Returns: (transfer full): what holds in @data. */
RvDiscovery *rv_discover (const RvData *data, const RvDiscoverOptions *options);
void rv_discovery_free (RvDiscovery *discovery);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RvDiscovery, rv_discovery_free)
