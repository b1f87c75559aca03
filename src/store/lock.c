/* The writer's lock: one process at a time edits a project file. It is an open file description
 * lock on one byte past SQLite's own, so it ends with the process and does not disturb SQLite's. */
#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "store/store-private.h"

#define LOCK_BYTE (0x40000000 + 1024)

typedef struct {
  dev_t device;
  ino_t inode;
  int lock;
} Held;

/* Closing any descriptor of a file drops SQLite's locks on it, so this process never opens a second one. */
static GMutex mutex;
static GArray *held;

static gboolean
is_held (const struct stat *file)
{
  for (guint i = 0; held != NULL && i < held->len; i++)
    {
      const Held *one = &g_array_index (held, Held, i);

      if (one->device == file->st_dev && one->inode == file->st_ino)
        return TRUE;
    }
  return FALSE;
}

static int
take (const char *path, const struct stat *file)
{
  struct flock request = { .l_type = F_WRLCK, .l_whence = SEEK_SET, .l_start = LOCK_BYTE, .l_len = 1 };
  int fd = open (path, O_RDWR | O_CLOEXEC);

  if (fd < 0)
    return -1;
  if (fcntl (fd, F_OFD_SETLK, &request) != 0)
    {
      close (fd);
      return -1;
    }
  if (held == NULL)
    held = g_array_new (FALSE, FALSE, sizeof (Held));
  g_array_append_val (held, ((Held) { file->st_dev, file->st_ino, fd }));
  return fd;
}

gboolean
rv_store_is_locked_here (const char *path)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&mutex);
  struct stat file;

  return stat (path, &file) == 0 && is_held (&file);
}

int
rv_store_lock (const char *path)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&mutex);
  struct stat file;

  if (stat (path, &file) != 0 || is_held (&file))
    return -1;
  return take (path, &file);
}

void
rv_store_unlock (int lock)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&mutex);

  if (lock < 0)
    return;
  for (guint i = 0; i < held->len; i++)
    if (g_array_index (held, Held, i).lock == lock)
      {
        g_array_remove_index_fast (held, i);
        break;
      }
  close (lock);
}
