/* One way to write a moment, so that texts of moments sort as the moments do. */
#include "model/stamp.h"

char *
rv_stamp_now (void)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();

  return g_date_time_format (now, "%Y-%m-%dT%H:%M:%SZ");
}
