/* Copy and paste of objects, also between projects: objects as a piece of JSON text.
 *
 *   {"relvar-clip":1,"objects":[{"id":7,"kind":"Table","top":true,"fields":{"name":"orders",
 *     "schema_id":{"kind":"Schema","name":"public"},…}},…]}
 *
 * A reference to another object of the clip is its id in the clip; one to something outside names it.
 * Fields at their default are left out. */
#pragma once

#include "model/edit.h"
#include "sql/report.h"

#define RV_CLIP_MIME_TYPE "application/x-relvar-clip+json"

/**
 * rv_clip_copy:
 * @objects: (element-type RvObject): what is to be copied
 *
 * Returns: (transfer full): @objects as text, with all that belongs to them and with the sequences
 * that their columns own.
 */
char *rv_clip_copy (RvModel *model, GPtrArray *objects);

/**
 * rv_clip_paste:
 * @json: text from anywhere; it is trusted in nothing
 * @into: where objects go that are copied without what they belong to: a schema, or a table for
 *   columns and constraints; 0, or where it does not fit: to what is called like their old place
 * @report: (nullable): gets a note for each reference that led nowhere here
 *
 * The new objects have new ids, and other names where theirs are taken (“orders_copy”), which texts that
 * refer to them follow. What cannot be without something that is not in this project is left out.
 *
 * Returns: (transfer container) (element-type RvObject): the new objects that were chosen in the
 * copy, or NULL with RV_EXCHANGE_ERROR_INPUT, when @json is no clip; then nothing was pasted.
 */
GPtrArray *rv_clip_paste (RvEdit *edit, const char *json, RvId into, RvReport *report, GError **error);
