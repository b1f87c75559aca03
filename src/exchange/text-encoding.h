/* What a text file is written in, and its text as UTF-8. */
#pragma once

#include "sql/report.h"

/**
 * rv_text_decode:
 * @file: the bytes of a file from outside, with a NUL after their end
 * @report: gets a note or a warning where the file is not plain UTF-8
 *
 * UTF-8 and UTF-16 are told by their marks and contents; other texts by the client_encoding
 * that a dump sets, or else they are taken for Windows-1252, which holds Latin-1.
 *
 * Returns: (transfer full): UTF-8 with a NUL after its end, or NULL with RV_EXCHANGE_ERROR_INPUT
 * when the file is empty or no text.
 */
GBytes *rv_text_decode (GBytes *file, RvReport *report, GError **error);
