/* Queries of a script, put into a design to be judged with it. */
#pragma once

#include "model/edit.h"
#include "sql/places.h"

/** rv_query_file_add: makes a Query of each statement of @script (UTF-8). It is called what a comment "-- name: …" before it
 * says, or "@file:LINE". @places: gets where the texts stand, and is finished. Returns: how many there are. */
guint rv_query_file_add (RvEdit *edit, const char *script, gsize length, const char *file, RvPlaces *places);
