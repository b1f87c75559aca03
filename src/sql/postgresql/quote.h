/* Names and literals as PostgreSQL writes them. */
#pragma once

#include <glib.h>

/** rv_pg_append_name: appends @name as an identifier, quoted only where PostgreSQL needs it. */
void rv_pg_append_name (GString *out, const char *name);

/** rv_pg_append_literal: appends @text as a string constant that means the same under every
 * setting of standard_conforming_strings. */
void rv_pg_append_literal (GString *out, const char *text);

/** rv_pg_append_dollar_quoted: appends @text between dollar tags that do not occur in it. */
void rv_pg_append_dollar_quoted (GString *out, const char *text);
