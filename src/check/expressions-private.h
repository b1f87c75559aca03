/* How the facts free what expressions.c keeps in them. */
#pragma once

#include <glib.h>

void rv_facts_free_tree (gpointer tree);
void rv_facts_free_query (gpointer query);
