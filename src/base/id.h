/* Identity: every object of a project has a number that is given once and never again. */
#pragma once

#include <glib.h>

/** RvId: the id of an object; 0 is no object. Ids are positive and fit SQLite's integers. */
typedef gint64 RvId;

#define RV_ID_MAX (G_GINT64_CONSTANT (1) << 52)
#define RV_ID_FORMAT G_GINT64_FORMAT
