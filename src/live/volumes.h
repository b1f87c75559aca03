/* What the planner knows, as volumes of the design. Private to this folder. */
#pragma once

#include "live/connection.h"

/** rv_volumes_add: notes the rows of catalog/volumes.sql with their tables and columns. */
void rv_volumes_add (RvEdit *edit, const PGresult *result);
