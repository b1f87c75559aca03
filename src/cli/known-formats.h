/* All file formats of this build: those of exchange/ and the pictures of draw/. */
#pragma once

#include "exchange/format.h"

/** rv_known_formats: Returns: (transfer none): all formats, NULL-terminated. */
const RvFormat *const *rv_known_formats (void);
