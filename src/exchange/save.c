/* Owns how bytes go out: a regular file is replaced as a whole or not at all; standard output,
 * devices and pipes are written as they are. */
#include "exchange/save.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static gboolean
fail_errno (GError **error, int code)
{
  g_set_error_literal (error, G_IO_ERROR, g_io_error_from_errno (code), g_strerror (code));
  return FALSE;
}

static gboolean
write_all (int fd, const char *data, gsize length, GError **error)
{
  while (length > 0)
    {
      gssize n = write (fd, data, length);

      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        return fail_errno (error, errno);
      data += n;
      length -= (gsize) n;
    }
  return TRUE;
}

static gboolean
write_special (const char *path, GBytes *bytes, GError **error)
{
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);
  int fd = g_open (path, O_WRONLY | O_CLOEXEC, 0);
  gboolean is_written;

  if (fd < 0)
    return fail_errno (error, errno);
  is_written = write_all (fd, data, length, error);
  return g_close (fd, is_written ? error : NULL) && is_written;
}

static gboolean
replace_file (const char *path, GBytes *bytes, int mode, GError **error)
{
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);

  return g_file_set_contents_full (path, data, (gssize) length, G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE,
                                   mode, error);
}

/* Where a link points to, so that the file is replaced and not the link. */
static char *
real_path (const char *path)
{
  char *resolved = strcmp (path, "-") == 0 ? NULL : realpath (path, NULL);
  char *copy = g_strdup (resolved != NULL ? resolved : path);

  free (resolved);
  return copy;
}

static gboolean
write_bytes (const char *path, GBytes *bytes, const struct stat *old, GError **error)
{
  if (strcmp (path, "-") == 0)
    return write_all (STDOUT_FILENO, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), error);
  if (old != NULL && !S_ISREG (old->st_mode))
    return write_special (path, bytes, error);
  return replace_file (path, bytes, old != NULL ? (int) (old->st_mode & 07777) : 0666, error);
}

gboolean
rv_save_any (RvModel *model, const char *path, const RvFormat *format, const RvFormatOptions *options, RvReport *report,
             GError **error)
{
  g_autofree char *real = real_path (path);
  g_autoptr (GBytes) bytes = NULL;
  struct stat old;
  gboolean is_there = strcmp (path, "-") != 0 && stat (real, &old) == 0;

  if (format->write == NULL)
    {
      g_set_error (error, RV_EXCHANGE_ERROR, RV_EXCHANGE_ERROR_FORMAT, _("Relvar reads %s but does not write it"), _(format->label));
      return FALSE;
    }
  /* A project goes straight to its place: no need for all of it in memory. */
  if (format == &rv_format_project && strcmp (path, "-") != 0 && (!is_there || S_ISREG (old.st_mode)))
    return rv_model_save_copy (model, real, error);
  bytes = format->write (model, options, report, error);
  return bytes != NULL && write_bytes (real, bytes, is_there ? &old : NULL, error);
}
