/* What relvar-cli says to people: on standard error, in the manner of compilers. */
#pragma once

#include "sql/report.h"

/** rv_say_error: prints "FILE: error: …", or "relvar-cli: error: …" without a @file. */
void rv_say_error (const char *file, const char *format, ...) G_GNUC_PRINTF (2, 3);

/** rv_say_report: prints the problems of @report as "file:line:column: level: …", and unless @quiet its
 * notes and a line that counts what became of the statements. */
void rv_say_report (const RvReport *report, gboolean quiet);

/** rv_print: prints @text to standard output. Returns: FALSE, having said so, when it cannot be written. */
gboolean rv_print (const char *text);
