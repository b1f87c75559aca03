/* Bare graphs as JSON, for `relvar-cli layout`:
 * {"nodes":[{"id","w","h"}],"edges":[{"from","to"}]} in, the same with places and bends out. */
#pragma once

#include <glib.h>

#define RV_LAYOUT_JSON_ERROR (rv_layout_json_error_quark ())
GQuark rv_layout_json_error_quark (void);

typedef enum {
  RV_LAYOUT_JSON_ERROR_SYNTAX,    /* not JSON */
  RV_LAYOUT_JSON_ERROR_CONTENT    /* JSON, but no graph */
} RvLayoutJsonError;

/**
 * rv_layout_json_run:
 * @text: a graph; ids are strings or numbers. A node may have "x" and "y": if all have, they are
 *   kept and lines are routed only. An edge may have "from_port" and "to_port", the height at which it meets its box
 * @out: receives {"nodes":[{"id","x","y","w","h"}],"edges":[{"from","to","points":[[x,y],…]}]}, ids as given
 *
 * Places the boxes and routes the lines of a graph. Returns: whether @text was a graph.
 */
gboolean rv_layout_json_run (const char *text, gsize length, GString *out, GError **error);
