/* The list of formats of the whole build, made once. */
#include "cli/known-formats.h"

#include "draw/pictures.h"

static void
add_all (GPtrArray *known, const RvFormat *const *formats)
{
  for (guint i = 0; formats[i] != NULL; i++)
    g_ptr_array_add (known, (gpointer) formats[i]);
}

const RvFormat *const *
rv_known_formats (void)
{
  static GPtrArray *known;

  if (g_once_init_enter (&known))
    {
      GPtrArray *all = g_ptr_array_new ();

      add_all (all, rv_formats ());
      add_all (all, rv_picture_formats ());
      g_ptr_array_add (all, NULL);
      g_once_init_leave (&known, all);
    }
  return (const RvFormat *const *) known->pdata;
}
