/* What the program remembers between runs: GSettings, or defaults where the schema is not installed. */
#pragma once

#include <gio/gio.h>

int rv_settings_get_int (const char *key, int fallback);
void rv_settings_set_int (const char *key, int value);
gboolean rv_settings_get_boolean (const char *key, gboolean fallback);
void rv_settings_set_boolean (const char *key, gboolean value);

/** rv_settings_get_word: Returns: (transfer full): the word of an enumerated setting. */
char *rv_settings_get_word (const char *key, const char *fallback);
void rv_settings_set_word (const char *key, const char *word);

/** rv_author_name: Returns: (transfer full): who is speaking: as set, else the real name of the user. */
char *rv_author_name (void);

/** rv_settings_watch: calls @changed (GSettings *, key, @data) when @key changes, while @owner lives. */
void rv_settings_watch (const char *key, GCallback changed, gpointer owner);

/** rv_settings_apply_color_scheme: makes the program light, dark or as the desktop prefers, now and
 * whenever the setting changes. */
void rv_settings_apply_color_scheme (void);
