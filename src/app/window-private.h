/* What the files of the window share. */
#pragma once

#include "app/document.h"
#include "app/look.h"
#include "app/opening.h"
#include "app/project-view.h"
#include "app/window.h"

struct _RvWindow {
  AdwApplicationWindow parent_instance;

  AdwToastOverlay *toasts;
  AdwWindowTitle *title;
  GtkWidget *project_start; /* what the header bar has only for a project */
  GtkWidget *project_end;
  GtkWidget *undo_button;
  GtkWidget *redo_button;
  GtkMenuButton *zoom_button;
  GtkMenuButton *menu_button;
  GtkMenuButton *relation_button;
  GtkRevealer *banner;
  GtkLabel *banner_label;
  GtkStack *stack;
  GtkWidget *start_page;
  GtkLabel *busy_label;
  GtkProgressBar *busy_bar;
  RvProjectView *view;
  RvLook *look;          /* (nullable): as the view */

  RvDocument *document;  /* (nullable) */
  RvOpening *opening;    /* (nullable) */
  guint progress_timer;
  guint canvas_source;
};

/* window.c */
RvModel *rv_window_model (RvWindow *window);
void rv_window_set_document (RvWindow *window, RvDocument *document);
void rv_window_show_page (RvWindow *window, const char *name);

/** rv_window_toast: @text: shown as it is. */
void rv_window_toast (RvWindow *window, const char *text);

/** rv_window_toast_with: a toast with a button that activates @action, such as "win.undo". */
void rv_window_toast_with (RvWindow *window, const char *text, const char *button, const char *action);

/** rv_window_refuse: says in a toast why something was not done; takes @error. */
void rv_window_refuse (RvWindow *window, GError *error);

/* window-open.c */
void rv_window_start_opening (RvWindow *window, const char *path, RvOpeningMode mode);
void rv_window_cancel_opening (RvWindow *window);

/* window-actions.c: actions of the view, of the file and of diagrams */
void rv_window_add_actions (RvWindow *window);
void rv_window_update_actions (RvWindow *window);

/* meeting-actions.c: presenting, review notes and versions */
extern const GActionEntry rv_meeting_actions[];
extern const guint rv_n_meeting_actions;

/* edit-actions.c: what is done to the selection */
extern const GActionEntry rv_edit_actions[];
extern const guint rv_n_edit_actions;

/* view-actions.c: how the diagram shows things */
extern const GActionEntry rv_view_actions[];
extern const guint rv_n_view_actions;

/** rv_window_show_view: lets those actions say what the open diagram has. */
void rv_window_show_view (RvWindow *window);

/* arrange-actions.c: how a diagram is ordered */
extern const GActionEntry rv_arrange_actions[];
extern const guint rv_n_arrange_actions;

/* updating.c: what is taken over from a file */
extern const GActionEntry rv_update_actions[];
extern const guint rv_n_update_actions;
