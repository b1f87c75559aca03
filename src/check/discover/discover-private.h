/* What the parts of discovery share. */
#pragma once

#include "check/discover/discover.h"
#include "check/discover/partitions.h"

/** rv_discover_approximate: adds to @discovery the minimal dependencies that almost hold and do not follow from one that does. */
void rv_discover_approximate (RvDiscovery *discovery, const RvData *data, RvPartitions *partitions, const RvDiscoverOptions *options);
