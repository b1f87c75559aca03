/* Which tables only link others: their primary key is made of foreign keys. */
#pragma once

#include "draw/scene-private.h"

/** rv_junction_applies: Returns: whether the primary key of @table is two or more foreign keys and nothing else, all to
 * entities that are shown, and nothing refers to it. */
gboolean rv_junction_applies (RvScene *scene, RvId table);

/** rv_junction_has_key: Returns: whether the columns of @key are of the primary key. */
gboolean rv_junction_has_key (RvScene *scene, const RvForeignKey *key);

/** rv_junction_count_parts: Returns: how many objects of @kind @parent has. */
guint rv_junction_count_parts (RvScene *scene, RvId parent, RvKind kind);

/** rv_junction_count_key_columns: Returns: the number of columns of the primary key. @n_own: how many of them are of
 * no foreign key. */
guint rv_junction_count_key_columns (RvScene *scene, RvId table, guint *n_own);

/** rv_junctions_find: Returns: (transfer full): the ids of tables that the scene draws as one line between the two that
 * they link: at the conceptual level those that say nothing else. Chen's notation has diamonds for them. */
GHashTable *rv_junctions_find (RvScene *scene);

/** rv_junctions_differ: Returns: whether they are others now than the scene knows, or one is in @changed (a set of RvId). */
gboolean rv_junctions_differ (RvScene *scene, GHashTable *changed);
