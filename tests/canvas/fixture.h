/* A canvas in a window of 1000 × 700 that shows three tables: customer and orders, side by side
 * and related, and lonely below. */
#pragma once

#include "canvas/canvas-private.h"

typedef struct {
  RvModel *model;
  RvDiagram *diagram;
  RvTable *customer, *orders, *lonely;
  GtkWidget *window;
  RvCanvas *canvas;
  char *failure;          /* what the canvas said last */
  guint n_selections;     /* times that "selection-changed" came */
  guint n_deletes;
  RvId menu_id;
} Fixture;

void fixture_set_up (Fixture *fixture, gconstpointer data);
void fixture_tear_down (Fixture *fixture, gconstpointer data);

/** fixture_spin: lets the main loop run until nothing is left to do. */
void fixture_spin (void);

/** fixture_box: the box of @table. */
RvSceneBox *fixture_box (Fixture *fixture, RvTable *table);

/** fixture_title, fixture_row: where that is in the widget. */
RvPoint fixture_title (Fixture *fixture, RvTable *table);
RvPoint fixture_row (Fixture *fixture, RvTable *table, int row);

/** fixture_drag: presses at @from, moves to @to in steps and lets go. */
void fixture_drag (Fixture *fixture, RvPoint from, RvPoint to, GdkModifierType modifiers);
void fixture_click (Fixture *fixture, RvPoint at, GdkModifierType modifiers);

/** fixture_find: a table by its name. */
RvTable *fixture_find (Fixture *fixture, const char *name);
RvColumn *fixture_column (Fixture *fixture, RvTable *table, const char *name);

/** fixture_undo_label: asserts what can be undone. */
void fixture_assert_undo (Fixture *fixture, const char *label);
