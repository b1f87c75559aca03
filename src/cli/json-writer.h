/* Writes JSON as it goes along, for answers of many thousand rows that are never wanted as a tree. */
#pragma once

#include <glib.h>

typedef struct {
  GString *text;
  guint depth;
  gboolean is_first;    /* nothing stands in the innermost brackets yet */
} RvJsonWriter;

/** rv_json_open: begins what @bracket ('{' or '[') begins; in an object it is the member @name, else NULL. */
void rv_json_open (RvJsonWriter *writer, const char *name, char bracket);

/** rv_json_close: ends it with @bracket ('}' or ']'). */
void rv_json_close (RvJsonWriter *writer, char bracket);

void rv_json_string (RvJsonWriter *writer, const char *name, const char *value);
void rv_json_boolean (RvJsonWriter *writer, const char *name, gboolean value);
void rv_json_integer (RvJsonWriter *writer, const char *name, gint64 value);
void rv_json_number (RvJsonWriter *writer, const char *name, double value);
