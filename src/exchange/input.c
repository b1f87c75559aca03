/* Owns how bytes come in: mapped where the file allows it, read where it does not (pipes, terminals). */
#include "exchange/input.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "exchange/format.h"

#define CHUNK (1 << 20)
#define LARGEST ((gsize) G_MAXINT32 - CHUNK)

static gboolean
fail_errno (GError **error, int code)
{
  g_set_error_literal (error, G_IO_ERROR, g_io_error_from_errno (code), g_strerror (code));
  return FALSE;
}

static gboolean
fail_too_large (GError **error)
{
  g_set_error_literal (error, RV_EXCHANGE_ERROR, RV_EXCHANGE_ERROR_INPUT, _("The file is larger than 2 GB"));
  return FALSE;
}

static gboolean
read_chunk (int fd, GByteArray *bytes, gboolean *at_end, GError **error)
{
  guint old = bytes->len;
  gssize n;

  g_byte_array_set_size (bytes, old + CHUNK);
  do
    n = read (fd, bytes->data + old, CHUNK);
  while (n < 0 && errno == EINTR);
  g_byte_array_set_size (bytes, old + (n > 0 ? (guint) n : 0));
  *at_end = n == 0;
  if (n < 0)
    return fail_errno (error, errno);
  return bytes->len <= LARGEST || fail_too_large (error);
}

static GBytes *
read_stream (int fd, GCancellable *cancellable, GError **error)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  gboolean at_end = FALSE;

  while (!at_end)
    if (g_cancellable_set_error_if_cancelled (cancellable, error) || !read_chunk (fd, bytes, &at_end, error))
      return NULL;
  g_byte_array_append (bytes, (const guint8 *) "", 1);
  g_byte_array_set_size (bytes, bytes->len - 1);
  return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
}

/* The kernel fills the last page of a mapping with NULs; only a file that ends with its page has none. */
static gboolean
can_map (const struct stat *info)
{
  return S_ISREG (info->st_mode) && info->st_size > 0 && info->st_size % sysconf (_SC_PAGESIZE) != 0;
}

static GBytes *
map_file (int fd, GError **error)
{
  g_autoptr (GMappedFile) mapped = g_mapped_file_new_from_fd (fd, FALSE, error);

  return mapped != NULL ? g_mapped_file_get_bytes (mapped) : NULL;
}

static GBytes *
read_file (int fd, GCancellable *cancellable, GError **error)
{
  struct stat info;

  if (fstat (fd, &info) != 0)
    return fail_errno (error, errno), NULL;
  if (S_ISDIR (info.st_mode))
    return fail_errno (error, EISDIR), NULL;
  if (S_ISREG (info.st_mode) && (guint64) info.st_size > LARGEST)
    return fail_too_large (error), NULL;
  return can_map (&info) ? map_file (fd, error) : read_stream (fd, cancellable, error);
}

GBytes *
rv_input_read (const char *path, GCancellable *cancellable, GError **error)
{
  GBytes *bytes;
  int fd;

  if (strcmp (path, "-") == 0)
    return read_stream (STDIN_FILENO, cancellable, error);
  fd = g_open (path, O_RDONLY | O_CLOEXEC, 0);
  if (fd < 0)
    return fail_errno (error, errno), NULL;
  bytes = read_file (fd, cancellable, error);
  g_close (fd, NULL);
  return bytes;
}
