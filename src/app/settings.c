/* Owns the GSettings object. A missing schema, or one of another version without a key, costs the
 * memory of that setting and nothing else: GSettings itself would abort. */
#include "app/settings.h"

#include <adwaita.h>

static GSettingsSchema *schema;

static GSettings *
get_settings (void)
{
  static gsize is_ready;
  static GSettings *settings;

  if (g_once_init_enter (&is_ready))
    {
      GSettingsSchemaSource *source = g_settings_schema_source_get_default ();

      schema = source != NULL ? g_settings_schema_source_lookup (source, RV_APP_ID, TRUE) : NULL;
      settings = schema != NULL ? g_settings_new_full (schema, NULL, NULL) : NULL;
      g_once_init_leave (&is_ready, 1);
    }
  return settings;
}

static GSettings *
settings_with (const char *key)
{
  GSettings *settings = get_settings ();

  return settings != NULL && g_settings_schema_has_key (schema, key) ? settings : NULL;
}

int
rv_settings_get_int (const char *key, int fallback)
{
  GSettings *settings = settings_with (key);

  return settings != NULL ? g_settings_get_int (settings, key) : fallback;
}

void
rv_settings_set_int (const char *key, int value)
{
  GSettings *settings = settings_with (key);

  if (settings != NULL && value != g_settings_get_int (settings, key))
    {
      g_autoptr (GSettingsSchemaKey) description = g_settings_schema_get_key (schema, key);

      if (g_settings_schema_key_range_check (description, g_variant_new_int32 (value)))
        g_settings_set_int (settings, key, value);
    }
}

gboolean
rv_settings_get_boolean (const char *key, gboolean fallback)
{
  GSettings *settings = settings_with (key);

  return settings != NULL ? g_settings_get_boolean (settings, key) : fallback;
}

void
rv_settings_set_boolean (const char *key, gboolean value)
{
  GSettings *settings = settings_with (key);

  if (settings != NULL && value != g_settings_get_boolean (settings, key))
    g_settings_set_boolean (settings, key, value);
}

char *
rv_settings_get_word (const char *key, const char *fallback)
{
  GSettings *settings = settings_with (key);

  return settings != NULL ? g_settings_get_string (settings, key) : g_strdup (fallback);
}

void
rv_settings_set_word (const char *key, const char *word)
{
  GSettings *settings = settings_with (key);

  if (settings != NULL)
    g_settings_set_string (settings, key, word);
}

void
rv_settings_watch (const char *key, GCallback changed, gpointer owner)
{
  GSettings *settings = settings_with (key);
  g_autofree char *signal = g_strconcat ("changed::", key, NULL);

  if (settings != NULL)
    g_signal_connect_object (settings, signal, changed, owner, 0);
}

static void
apply_color_scheme (void)
{
  g_autofree char *word = rv_settings_get_word ("color-scheme", "default");
  AdwColorScheme scheme = g_str_equal (word, "light") ? ADW_COLOR_SCHEME_FORCE_LIGHT
                          : g_str_equal (word, "dark") ? ADW_COLOR_SCHEME_FORCE_DARK : ADW_COLOR_SCHEME_DEFAULT;

  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), scheme);
}

void
rv_settings_apply_color_scheme (void)
{
  apply_color_scheme ();
  rv_settings_watch ("color-scheme", G_CALLBACK (apply_color_scheme), adw_style_manager_get_default ());
}

char *
rv_author_name (void)
{
  g_autofree char *set = rv_settings_get_word ("author", "");
  const char *real = g_get_real_name ();

  if (*set != '\0')
    return g_steal_pointer (&set);
  return g_strdup (g_str_equal (real, "Unknown") ? g_get_user_name () : real);
}
