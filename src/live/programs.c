/* Looks for a folder of PostgreSQL's programs: distributions keep the server's out of PATH. */
#include "live/programs.h"

#include <gio/gio.h>
#include <string.h>

#define OLDEST 12
#define NEWEST 40

static gboolean
has_all (const char *folder, const char *const *names)
{
  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autofree char *program = g_build_filename (folder, names[i], NULL);

      if (!g_file_test (program, G_FILE_TEST_IS_EXECUTABLE))
        return FALSE;
    }
  return TRUE;
}

/* Returns: (transfer full) (nullable): @folder (transfer full) (nullable), where it has the programs. */
static char *
take (char *folder, const char *const *names)
{
  if (folder != NULL && has_all (folder, names))
    return folder;
  g_free (folder);
  return NULL;
}

static char *
folder_of_pg_config (void)
{
  g_autoptr (GSubprocess) process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_SILENCE, NULL,
                                                      "pg_config", "--bindir", NULL);
  char *folder = NULL;

  if (process == NULL || !g_subprocess_communicate_utf8 (process, NULL, NULL, &folder, NULL, NULL) || folder == NULL)
    return NULL;
  return g_strstrip (folder);
}

static char *
folder_in_path (const char *name)
{
  g_autofree char *program = g_find_program_in_path (name);

  return program != NULL ? g_path_get_dirname (program) : NULL;
}

/* Debian and Ubuntu, then PostgreSQL's own packages for Fedora, then a build by hand. */
static char *
known_folder (const char *const *names)
{
  static const char *const places[] = { "/usr/lib/postgresql/%d/bin", "/usr/pgsql-%d/bin", "/opt/homebrew/opt/postgresql@%d/bin" };

  for (int version = NEWEST; version >= OLDEST; version--)
    for (guint i = 0; i < G_N_ELEMENTS (places); i++)
      {
        char *folder = take (g_strdup_printf (places[i], version), names);

        if (folder != NULL)
          return folder;
      }
  return take (g_strdup ("/usr/local/pgsql/bin"), names);
}

char *
rv_programs_find (const char *const *names)
{
  char *folder = take (g_strdup (g_getenv ("PGBIN")), names);

  if (folder == NULL)
    folder = take (folder_of_pg_config (), names);
  if (folder == NULL)
    folder = take (folder_in_path (names[0]), names);
  return folder != NULL ? folder : known_folder (names);
}
