/* The fields of any object, read and written by description. Raw: no index, history or
 * file follows; only model/ and readers of the file may write here. */
#pragma once

#include "meta/describe.h"

/** rv_record_new: Returns: (transfer full): an object of @kind with every field at its default. */
RvObject *rv_record_new (RvKind kind, RvId id);

/** rv_record_free: frees @record and its texts. */
void rv_record_free (RvObject *record);

/** rv_record_copy: Returns: (transfer full): a copy of the fields, without referrers. */
RvObject *rv_record_copy (const RvObject *record);

/** rv_record_assign: makes the fields of @record equal to those of @source, of the same kind. */
void rv_record_assign (RvObject *record, const RvObject *source);

/** rv_record_differences: Returns: a bit for each field index in which the two differ. */
guint64 rv_record_differences (const RvObject *a, const RvObject *b);

/* Text: NULL is no text, "" is an empty one. Numbers: RV_FIELD_INT, _BOOL, _WORD (index) and _REF (id). */
const char *rv_record_text (const RvObject *record, const RvField *field);
gint64 rv_record_number (const RvObject *record, const RvField *field);
double rv_record_real (const RvObject *record, const RvField *field);
void rv_record_set_text (RvObject *record, const RvField *field, const char *text);
void rv_record_set_number (RvObject *record, const RvField *field, gint64 number);
void rv_record_set_real (RvObject *record, const RvField *field, double real);

/** rv_record_name: Returns: (transfer none): what the object is called, or "". */
const char *rv_record_name (const RvObject *record);

/** rv_record_parent: Returns: the id of what the object belongs to, or 0. */
RvId rv_record_parent (const RvObject *record);

/** rv_record_position: Returns: its order among its siblings, or its id where it has none. */
gint64 rv_record_position (const RvObject *record);

/** rv_field_word: Returns: the index of @word in the list of @field, or -1. */
int rv_field_word (const RvField *field, const char *word);
