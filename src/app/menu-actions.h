/* The actions that the menus of the window offer, as a list: what a menu says is said once. */
#pragma once

#include <gtk/gtk.h>

typedef struct {
  char *label;       /* without its mnemonic and dots */
  char *group;       /* the menu that it is in: “View”; "" for the first level */
  char *name;        /* such as "win.undo" */
  GVariant *target;  /* (nullable) */
  char *key;         /* (nullable): for people: “Ctrl+Z” */
} RvMenuAction;

void rv_menu_action_free (RvMenuAction *action);

/** rv_menu_actions_add: appends to @actions (RvMenuAction) what @menu and its submenus offer and is not in it yet. @group:
 * (nullable): what the menu is called. */
void rv_menu_actions_add (GPtrArray *actions, GMenuModel *menu, const char *group);

/** rv_menu_action_is_enabled: Returns: whether it could be done now in @window. */
gboolean rv_menu_action_is_enabled (const RvMenuAction *action, GtkWidget *window);
