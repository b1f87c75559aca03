/* A laser pointer: a dot under the pointer with a trail that fades. */
#pragma once

#include <gtk/gtk.h>

#define RV_TYPE_LASER (rv_laser_get_type ())
G_DECLARE_FINAL_TYPE (RvLaser, rv_laser, RV, LASER, GtkWidget)

/** rv_laser_set_on: shows the dot, or nothing. */
void rv_laser_set_on (RvLaser *laser, gboolean on);
gboolean rv_laser_is_on (RvLaser *laser);

/** rv_laser_move: the pointer is here now. */
void rv_laser_move (RvLaser *laser, double x, double y);
