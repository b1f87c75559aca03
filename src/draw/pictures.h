/* The picture formats: a diagram of the model as SVG, PDF or PNG. Where the model has no diagram,
 * all its tables are arranged for the picture and nothing is kept. */
#pragma once

#include "exchange/format.h"

/** rv_picture_formats: Returns: (transfer none): the formats, NULL-terminated. */
const RvFormat *const *rv_picture_formats (void);
