/* What another program would paste: writes the clipboard to standard output. paste TYPE … with the types that it knows,
 * the best first. Exits with 1 where there is none of them. */
#include <gio/gunixoutputstream.h>
#include <gtk/gtk.h>
#include <unistd.h>

#define PATIENCE_S 10

static int status = -1;

static void
on_written (GObject *source, GAsyncResult *result, gpointer data)
{
  status = g_output_stream_splice_finish (G_OUTPUT_STREAM (source), result, NULL) < 0;
}

static void
on_read (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GInputStream) in = gdk_clipboard_read_finish (GDK_CLIPBOARD (source), result, NULL, NULL);
  g_autoptr (GOutputStream) out = g_unix_output_stream_new (STDOUT_FILENO, FALSE);

  if (in == NULL)
    status = 1;
  else
    g_output_stream_splice_async (out, in, G_OUTPUT_STREAM_SPLICE_CLOSE_SOURCE, G_PRIORITY_DEFAULT, NULL, on_written, NULL);
}

static gboolean
give_up (gpointer data)
{
  status = 1;
  return G_SOURCE_REMOVE;
}

int
main (int argc, char **argv)
{
  if (argc < 2 || !gtk_init_check ())
    return 1;
  g_timeout_add_seconds (PATIENCE_S, give_up, NULL);
  gdk_clipboard_read_async (gdk_display_get_clipboard (gdk_display_get_default ()), (const char **) argv + 1, G_PRIORITY_DEFAULT, NULL,
                            on_read, NULL);
  while (status < 0)
    g_main_context_iteration (NULL, TRUE);
  return status;
}
