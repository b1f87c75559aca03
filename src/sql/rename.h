/* Renames: the name changes once, and every text that refers to the object follows. */
#pragma once

#include "sql/dialect.h"

/** rv_sql_rename: sets the name of @object and rewrites it wherever a Reference row says that a
 * text names it (expressions, view queries, routine bodies, types), quoted as the dialect wants. */
void rv_sql_rename (RvEdit *edit, gpointer object, const char *name);

/** rv_sql_move: puts @object into @schema; texts that name it with its schema follow. */
void rv_sql_move (RvEdit *edit, gpointer object, RvId schema);

/** rv_sql_rename_along: what a person means by renaming a table: like rv_sql_rename(), and constraints, indexes and
 * sequences that are called after it in PostgreSQL's manner (orders_pkey) are renamed with it. Other objects
 * are renamed by themselves. */
void rv_sql_rename_along (RvEdit *edit, gpointer object, const char *name);

/** rv_sql_set_text: like rv_edit_set_text() for a field that may hold SQL: also finds out anew
 * what the text refers to. */
void rv_sql_set_text (RvEdit *edit, gpointer object, int field, const char *text);
