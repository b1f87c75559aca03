/* Tools: what the pointer and the keys do on the canvas. One file each, one line in the table
 * of tools.c. A tool shows what it would do and writes nothing to the model before the end
 * of its gesture; cancelling leaves no trace. */
#pragma once

#include "canvas/canvas.h"

/** RvPointer: where the pointer is. */
typedef struct {
  double x, y;            /* in the diagram */
  double view_x, view_y;  /* in the widget */
  GdkModifierType modifiers;
  guint n_press;          /* 2: double click */
} RvPointer;

typedef struct {
  const char *name;
  const char *icon;
  const char *label;      /* untranslated */
  const char *hint;       /* untranslated: how it is used */
  guint shortcut;         /* the key that chooses it on the canvas */
  const char *cursor;
  gsize state_size;       /* of what it remembers; all zero when it is chosen */

  /* Each may be NULL. @state: its state_size bytes. */
  void (*start) (RvCanvas *canvas, gpointer state);                      /* it was chosen */
  void (*stop) (RvCanvas *canvas, gpointer state);                       /* another was chosen; frees what the state holds */
  void (*begin) (RvCanvas *canvas, gpointer state, const RvPointer *at); /* the button went down */
  void (*motion) (RvCanvas *canvas, gpointer state, const RvPointer *at);
  void (*end) (RvCanvas *canvas, gpointer state, const RvPointer *at);
  void (*hover) (RvCanvas *canvas, gpointer state, const RvPointer *at); /* moved with no button down */
  gboolean (*key) (RvCanvas *canvas, gpointer state, guint keyval, GdkModifierType modifiers);
  gboolean (*cancel) (RvCanvas *canvas, gpointer state);                 /* FALSE: there was nothing to cancel */
  void (*draw) (RvCanvas *canvas, gpointer state, GtkSnapshot *snapshot);/* over everything, in pixels of the diagram */
} RvTool;

/** rv_tools: Returns: (transfer none): all tools in the order of a tool bar, NULL-terminated. */
const RvTool *const *rv_tools (void);

/** rv_tool_find: Returns: (transfer none) (nullable). */
const RvTool *rv_tool_find (const char *name);

extern const RvTool rv_tool_select, rv_tool_table, rv_tool_relationship, rv_tool_note, rv_tool_area, rv_tool_hand;
