/* Owns the trail: places and when the pointer was there. */
#include "app/laser.h"

#define LENGTH 48        /* places of the trail */
#define FADE 450000      /* microseconds until a place is gone */
#define RADIUS 7

typedef struct { double x, y; gint64 when; } Spot;

struct _RvLaser {
  GtkWidget parent_instance;
  Spot trail[LENGTH];
  guint n;               /* so many were there in all */
  gboolean is_on;
  guint tick;
};

G_DEFINE_FINAL_TYPE (RvLaser, rv_laser, GTK_TYPE_WIDGET)

static void
paint_spot (GtkSnapshot *snapshot, double x, double y, double radius, float alpha)
{
  GdkRGBA color = { 0.93f, 0.11f, 0.14f, alpha };
  graphene_rect_t bounds = GRAPHENE_RECT_INIT ((float) (x - radius), (float) (y - radius), (float) (2 * radius), (float) (2 * radius));
  GskRoundedRect circle;

  gsk_rounded_rect_init_from_rect (&circle, &bounds, (float) radius);
  gtk_snapshot_push_rounded_clip (snapshot, &circle);
  gtk_snapshot_append_color (snapshot, &color, &bounds);
  gtk_snapshot_pop (snapshot);
}

static void
rv_laser_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  RvLaser *laser = RV_LASER (widget);
  gint64 now = g_get_monotonic_time ();

  if (!laser->is_on || laser->n == 0)
    return;
  for (guint i = laser->n > LENGTH ? laser->n - LENGTH : 0; i < laser->n; i++)
    {
      const Spot *spot = &laser->trail[i % LENGTH];
      double left = 1 - (double) (now - spot->when) / FADE;

      if (left > 0)
        paint_spot (snapshot, spot->x, spot->y, RADIUS * (0.3 + 0.6 * left), (float) (0.35 * left));
      if (i == laser->n - 1)
        {
          paint_spot (snapshot, spot->x, spot->y, RADIUS * 2, 0.22f);
          paint_spot (snapshot, spot->x, spot->y, RADIUS, 1);
        }
    }
}

/* Draws on while the trail fades, and then not more. */
static gboolean
on_tick (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  RvLaser *laser = RV_LASER (widget);

  gtk_widget_queue_draw (widget);
  if (laser->is_on && g_get_monotonic_time () - laser->trail[(laser->n - 1) % LENGTH].when <= FADE)
    return G_SOURCE_CONTINUE;
  laser->tick = 0;
  return G_SOURCE_REMOVE;
}

void
rv_laser_move (RvLaser *laser, double x, double y)
{
  laser->trail[laser->n++ % LENGTH] = (Spot) { x, y, g_get_monotonic_time () };
  if (laser->is_on && laser->tick == 0)
    laser->tick = gtk_widget_add_tick_callback (GTK_WIDGET (laser), on_tick, NULL, NULL);
}

void
rv_laser_set_on (RvLaser *laser, gboolean on)
{
  laser->is_on = on;
  gtk_widget_queue_draw (GTK_WIDGET (laser));
}

gboolean
rv_laser_is_on (RvLaser *laser)
{
  return laser->is_on;
}

static void
rv_laser_class_init (RvLaserClass *class)
{
  GTK_WIDGET_CLASS (class)->snapshot = rv_laser_snapshot;
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (class), GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
rv_laser_init (RvLaser *laser)
{
  gtk_widget_set_can_target (GTK_WIDGET (laser), FALSE);
}
