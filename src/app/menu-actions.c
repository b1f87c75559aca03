/* Walks menu models. */
#include "app/menu-actions.h"

#include <string.h>

#define DEEPEST 6

void
rv_menu_action_free (RvMenuAction *action)
{
  g_free (action->label);
  g_free (action->group);
  g_free (action->name);
  g_clear_pointer (&action->target, g_variant_unref);
  g_free (action->key);
  g_free (action);
}

static char *
attribute_of (GMenuModel *menu, int item, const char *name)
{
  char *text = NULL;

  g_menu_model_get_item_attribute (menu, item, name, "s", &text);
  return text;
}

/* “_Export…” is called Export. */
static char *
plain_label (const char *label)
{
  GString *text = g_string_new (NULL);

  for (const char *at = label; *at != '\0'; at++)
    if (*at != '_' || *++at != '\0')
      g_string_append_c (text, *at);
  if (g_str_has_suffix (text->str, "…"))
    g_string_truncate (text, text->len - strlen ("…"));
  return g_string_free (text, FALSE);
}

static char *
key_of (GMenuModel *menu, int item, const char *action)
{
  g_autofree char *accel = attribute_of (menu, item, "accel");
  GApplication *application = g_application_get_default ();
  g_auto (GStrv) accels = GTK_IS_APPLICATION (application) ? gtk_application_get_accels_for_action (GTK_APPLICATION (application), action) : NULL;
  GdkModifierType modifiers;
  guint key;

  if (accel == NULL && accels != NULL && accels[0] != NULL)
    accel = g_strdup (accels[0]);
  return accel != NULL && gtk_accelerator_parse (accel, &key, &modifiers) ? gtk_accelerator_get_label (key, modifiers) : NULL;
}

static gboolean
is_known (GPtrArray *actions, const char *name, GVariant *target)
{
  for (guint i = 0; i < actions->len; i++)
    {
      const RvMenuAction *action = actions->pdata[i];

      if (g_str_equal (action->name, name)
          && (action->target == target || (action->target != NULL && target != NULL && g_variant_equal (action->target, target))))
        return TRUE;
    }
  return FALSE;
}

static void
add_item (GPtrArray *actions, GMenuModel *menu, int item, const char *group)
{
  g_autofree char *label = attribute_of (menu, item, "label"), *name = attribute_of (menu, item, "action");
  g_autoptr (GVariant) target = g_menu_model_get_item_attribute_value (menu, item, "target", NULL);
  RvMenuAction *action;

  if (label == NULL || name == NULL || is_known (actions, name, target))
    return;
  action = g_new0 (RvMenuAction, 1);
  action->label = plain_label (label);
  action->group = g_strdup (group != NULL ? group : "");
  action->target = g_steal_pointer (&target);
  action->key = key_of (menu, item, name);
  action->name = g_steal_pointer (&name);
  g_ptr_array_add (actions, action);
}

static void
add_menu (GPtrArray *actions, GMenuModel *menu, const char *group, guint depth)
{
  for (int i = 0; depth < DEEPEST && i < g_menu_model_get_n_items (menu); i++)
    {
      g_autoptr (GMenuModel) section = g_menu_model_get_item_link (menu, i, G_MENU_LINK_SECTION);
      g_autoptr (GMenuModel) submenu = g_menu_model_get_item_link (menu, i, G_MENU_LINK_SUBMENU);
      g_autofree char *label = attribute_of (menu, i, "label");
      g_autofree char *name = label != NULL ? plain_label (label) : NULL;

      if (section != NULL)
        add_menu (actions, section, group, depth + 1);
      else if (submenu != NULL)
        add_menu (actions, submenu, name, depth + 1);
      else
        add_item (actions, menu, i, group);
    }
}

void
rv_menu_actions_add (GPtrArray *actions, GMenuModel *menu, const char *group)
{
  add_menu (actions, menu, group, 0);
}

gboolean
rv_menu_action_is_enabled (const RvMenuAction *action, GtkWidget *window)
{
  GActionGroup *group = g_str_has_prefix (action->name, "app.") ? G_ACTION_GROUP (g_application_get_default ()) : G_ACTION_GROUP (window);
  const char *name = strchr (action->name, '.');

  return name == NULL || !g_action_group_has_action (group, name + 1) || g_action_group_get_action_enabled (group, name + 1);
}
