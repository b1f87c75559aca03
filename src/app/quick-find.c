/* Owns the entry and the list below it, which is made anew with each letter and is always short. */
#include "app/quick-find.h"

#include <glib/gi18n.h>

#include "app/labels.h"
#include "app/menu-actions.h"
#include "model/finder.h"

#define WIDTH 560
#define HEIGHT 420
#define MOST_ROWS 40
#define MOST_ALONE 60      /* of one kind, when a person asked for it */
#define MOST_RECENT 30
#define GROUP_ACTIONS RV_N_KINDS
#define GROUP_KINDS (RV_N_KINDS + 1)
#define N_GROUPS (RV_N_KINDS + 2)

struct _RvQuickFind {
  GtkPopover parent_instance;
  GtkEditable *entry;
  GtkListBox *list;
  GtkWidget *scroller;
  GtkWidget *nothing;
  GtkLabel *hint;
  RvModel *model;        /* (nullable) */
  RvFinder *finder;      /* (nullable): since the first search */
  GPtrArray *actions;    /* RvMenuAction */
  GArray *recent;        /* RvId, newest first */
  GArray *hits;          /* Hit, one for each row */
  RvKind asked;          /* for one of this kind, or RV_KIND_NONE */
  GtkWidget *before;     /* (nullable): what had the keyboard, weak */
};

typedef struct {
  guint group;           /* the kind, or one of the above */
  int score;
  RvId id;
  const RvMenuAction *action;
} Hit;

enum { CHOSEN, PICKED, N_SIGNALS };

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RvQuickFind, rv_quick_find, GTK_TYPE_POPOVER)

/* ---- what fits ------------------------------------------------------------------------------------------------ */

static void
find_actions (RvQuickFind *find, const RvPattern *pattern, guint most)
{
  guint n = 0;

  for (guint i = 0; i < find->actions->len && n < most; i++)
    {
      const RvMenuAction *action = find->actions->pdata[i];
      const char *const groups[] = { action->group, NULL };
      int score = rv_pattern_score (pattern, action->label, groups, NULL);

      if (score == 0)
        continue;
      score -= rv_menu_action_is_enabled (action, GTK_WIDGET (gtk_widget_get_root (GTK_WIDGET (find)))) ? 0 : 500;
      g_array_append_val (find->hits, ((Hit) { GROUP_ACTIONS, score, 0, action }));
      n++;
    }
}

static void
find_objects (RvQuickFind *find, const RvPattern *pattern, RvKind kind)
{
  RvFindOptions options = { kind, (const RvId *) (gpointer) find->recent->data, find->recent->len, kind != RV_KIND_NONE ? MOST_ALONE : 0 };
  g_autoptr (GArray) found = NULL;

  if (find->model == NULL)
    return;
  if (find->finder == NULL)
    find->finder = rv_finder_new (find->model);
  found = rv_finder_find (find->finder, pattern, &options);
  for (guint i = 0; i < found->len; i++)
    {
      const RvFound *one = &g_array_index (found, RvFound, i);

      g_array_append_val (find->hits, ((Hit) { one->kind, one->score, one->id, NULL }));
    }
}

static gboolean
has_names (RvQuickFind *find, RvKind kind)
{
  const RvKindInfo *info = rv_kind_info (kind);

  return info->name_field >= 0 && !(info->flags & RV_KIND_SINGLE) && rv_model_all (find->model, kind)->len > 0;
}

static int
score_of_kind (const RvPattern *pattern, RvKind kind)
{
  const RvKindInfo *info = rv_kind_info (kind);

  return MAX (rv_pattern_score (pattern, info->name, NULL, NULL), rv_pattern_score (pattern, _(info->labels), NULL, NULL));
}

static void
find_kinds (RvQuickFind *find, const char *word)
{
  g_autoptr (RvPattern) pattern = rv_pattern_new (word);

  for (guint kind = RV_KIND_NONE + 1; find->model != NULL && kind < RV_N_KINDS; kind++)
    if (has_names (find, kind) && score_of_kind (pattern, kind) > 0)
      g_array_append_val (find->hits, ((Hit) { GROUP_KINDS, score_of_kind (pattern, kind), (RvId) kind, NULL }));
}

static RvKind
kind_called (const char *word)
{
  g_autoptr (RvPattern) pattern = rv_pattern_new (word);
  RvKind best = RV_KIND_NONE;

  for (guint kind = RV_KIND_NONE + 1; kind < RV_N_KINDS; kind++)
    if (rv_kind_info (kind)->name_field >= 0 && score_of_kind (pattern, kind) > (best != RV_KIND_NONE ? score_of_kind (pattern, best) : 0))
      best = kind;
  return best;
}

static void
find_all (RvQuickFind *find, const char *text)
{
  g_autoptr (RvPattern) pattern = rv_pattern_new (text[0] == '>' || text[0] == '@' ? text + 1 : text);
  const char *space = strchr (text, ' ');

  if (find->asked != RV_KIND_NONE)
    find_objects (find, pattern, find->asked);
  else if (text[0] == '>')
    find_actions (find, pattern, G_MAXUINT);
  else if (text[0] == '@' && space == NULL)
    find_kinds (find, text + 1);
  else if (text[0] == '@')
    {
      g_autofree char *word = g_strndup (text + 1, (gsize) (space - text - 1));
      g_autoptr (RvPattern) rest = rv_pattern_new (space);

      find_objects (find, rest, kind_called (word));
    }
  else
    {
      find_objects (find, pattern, RV_KIND_NONE);
      if (!rv_pattern_is_empty (pattern))
        find_actions (find, pattern, 8);
    }
}

/* Groups by their best row, rows by how well they fit. */
static gint
compare_hits (gconstpointer a, gconstpointer b, gpointer data)
{
  const Hit *one = a, *other = b;
  const int *best = data;

  if (one->group != other->group)
    return best[one->group] != best[other->group] ? best[other->group] - best[one->group] : (int) one->group - (int) other->group;
  return other->score - one->score;
}

static void
sort_hits (RvQuickFind *find)
{
  int best[N_GROUPS] = { 0 };

  for (guint i = 0; i < find->hits->len; i++)
    {
      const Hit *hit = &g_array_index (find->hits, Hit, i);

      best[hit->group] = MAX (best[hit->group], hit->score);
    }
  g_array_sort_with_data (find->hits, compare_hits, best);
  if (find->asked == RV_KIND_NONE && !strchr ("@>", gtk_editable_get_text (find->entry)[0]) && find->hits->len > MOST_ROWS)
    g_array_set_size (find->hits, MOST_ROWS);
}

/* ---- rows -------------------------------------------------------------------------------------------------------- */

/* @text with the letters of @marks in bold. */
static char *
emphasize (const char *text, guint64 marks)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  GString *markup = g_string_new (NULL);
  guint n = 0;

  for (const char *at = valid; *at != '\0'; at = g_utf8_next_char (at), n++)
    {
      g_autofree char *letter = g_markup_escape_text (at, g_utf8_next_char (at) - at);
      gboolean is_marked = n < 64 && (marks >> n & 1) != 0;

      g_string_append_printf (markup, is_marked ? "<b>%s</b>" : "%s", g_str_equal (letter, "\n") ? " " : letter);
    }
  return g_string_free (markup, FALSE);
}

static GtkWidget *
new_label (const char *text, const char *class, gboolean expands)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_hexpand (label, expands);
  if (class != NULL)
    gtk_widget_add_css_class (label, class);
  return label;
}

static GtkWidget *
new_row (const char *icon, const char *markup, const char *beside, const char *at_end, const char *spoken)
{
  GtkWidget *row = gtk_list_box_row_new (), *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10), *name = new_label (NULL, NULL, FALSE);

  gtk_label_set_markup (GTK_LABEL (name), markup);
  gtk_label_set_max_width_chars (GTK_LABEL (name), 44);
  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name (icon));
  gtk_box_append (GTK_BOX (box), name);
  gtk_box_append (GTK_BOX (box), new_label (beside, "dim-label", TRUE));
  if (at_end != NULL)
    {
      GtkWidget *end = new_label (at_end, "dim-label", FALSE);

      gtk_widget_add_css_class (end, "caption");
      gtk_box_append (GTK_BOX (box), end);
    }
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  return row;
}

static GtkWidget *
row_of_object (RvQuickFind *find, const Hit *hit, const RvPattern *pattern)
{
  const RvObject *object = rv_model_get (find->model, hit->id);
  g_autofree char *path = rv_object_place_text (find->model, object);
  g_autofree char *detail = rv_object_detail (find->model, object);
  g_autofree char *markup = NULL, *spoken = NULL;
  guint64 marks;

  rv_finder_score (find->model, pattern, object, &marks);
  markup = emphasize (rv_record_name (object), marks);
  spoken = g_strdup_printf ("%s %s", _(rv_kind_info (object->kind)->label), rv_record_name (object));
  return new_row (rv_kind_icon (object->kind), markup, path, detail, spoken);
}

static GtkWidget *
row_of_action (RvQuickFind *find, const Hit *hit, const RvPattern *pattern)
{
  const char *const groups[] = { hit->action->group, NULL };
  g_autofree char *markup = NULL;
  GtkWidget *row;
  guint64 marks;

  rv_pattern_score (pattern, hit->action->label, groups, &marks);
  markup = emphasize (hit->action->label, marks);
  row = new_row ("system-run-symbolic", markup, hit->action->group, hit->action->key, hit->action->label);
  gtk_widget_set_sensitive (row, rv_menu_action_is_enabled (hit->action, GTK_WIDGET (gtk_widget_get_root (GTK_WIDGET (find)))));
  return row;
}

static GtkWidget *
row_of_kind (const Hit *hit)
{
  const RvKindInfo *info = rv_kind_info ((RvKind) hit->id);
  g_autofree char *beside = g_strconcat ("@", info->name, NULL);

  return new_row (rv_kind_icon (info->kind), _(info->labels), beside, NULL, _(info->labels));
}

static const Hit *
hit_of (RvQuickFind *find, GtkListBoxRow *row)
{
  int index = row != NULL ? gtk_list_box_row_get_index (row) : -1;

  return index >= 0 && (guint) index < find->hits->len ? &g_array_index (find->hits, Hit, index) : NULL;
}

static void
head_group (GtkListBoxRow *row, GtkListBoxRow *before, gpointer data)
{
  const Hit *hit = hit_of (data, row), *last = hit_of (data, before);
  GtkWidget *label;

  if (hit == NULL || (last != NULL && last->group == hit->group))
    {
      gtk_list_box_row_set_header (row, NULL);
      return;
    }
  label = new_label (hit->group == GROUP_ACTIONS ? _("Actions") : hit->group == GROUP_KINDS ? _("Kinds of Objects") : _(rv_kind_info (hit->group)->labels),
                     "heading", TRUE);
  gtk_widget_add_css_class (label, "quick-find-group");
  gtk_list_box_row_set_header (row, label);
}

/* ---- choosing -------------------------------------------------------------------------------------------------------- */

static void
mark_row (RvQuickFind *find, GtkListBoxRow *row)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (find->scroller));
  graphene_rect_t bounds;

  gtk_list_box_select_row (find->list, row);
  if (row == NULL)
    return;
  gtk_accessible_update_relation (GTK_ACCESSIBLE (find->entry), GTK_ACCESSIBLE_RELATION_ACTIVE_DESCENDANT, row, -1);
  if (gtk_widget_compute_bounds (GTK_WIDGET (row), GTK_WIDGET (find->list), &bounds))
    gtk_adjustment_clamp_page (adjustment, gtk_list_box_row_get_index (row) == 0 ? 0 : bounds.origin.y, bounds.origin.y + bounds.size.height);
}

/* From the row that is marked by @step rows; rows that cannot be chosen do not count. */
static void
move_mark (RvQuickFind *find, int step)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (find->list), *to = NULL;
  int direction = step < 0 ? -1 : 1, index = row != NULL ? gtk_list_box_row_get_index (row) : -direction;

  for (int left = abs (step); left > 0;)
    {
      GtkListBoxRow *next = gtk_list_box_get_row_at_index (find->list, index += direction);

      if (next == NULL)
        break;
      if (!gtk_widget_get_sensitive (GTK_WIDGET (next)))
        continue;
      to = next;
      left--;
    }
  if (to != NULL)
    mark_row (find, to);
}

static void
refresh (RvQuickFind *find)
{
  const char *text = gtk_editable_get_text (find->entry);
  const char *letters = text[0] == '>' ? text + 1 : text[0] == '@' && strchr (text, ' ') != NULL ? strchr (text, ' ') : text;
  g_autoptr (RvPattern) pattern = rv_pattern_new (letters);
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (find->list, 0)) != NULL)
    gtk_list_box_remove (find->list, GTK_WIDGET (row));
  g_array_set_size (find->hits, 0);
  find_all (find, text);
  sort_hits (find);
  for (guint i = 0; i < find->hits->len; i++)
    {
      const Hit *hit = &g_array_index (find->hits, Hit, i);

      gtk_list_box_append (find->list, hit->group == GROUP_ACTIONS ? row_of_action (find, hit, pattern)
                                       : hit->group == GROUP_KINDS ? row_of_kind (hit) : row_of_object (find, hit, pattern));
    }
  gtk_list_box_invalidate_headers (find->list);
  gtk_widget_set_visible (find->scroller, find->hits->len > 0);
  gtk_widget_set_visible (find->nothing, find->hits->len == 0);
  move_mark (find, 1);
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (find->scroller)), 0);
}

static void
remember (RvQuickFind *find, RvId id)
{
  for (guint i = find->recent->len; i-- > 0;)
    if (g_array_index (find->recent, RvId, i) == id)
      g_array_remove_index (find->recent, i);
  g_array_prepend_val (find->recent, id);
  g_array_set_size (find->recent, MIN (find->recent->len, MOST_RECENT));
}

static void
choose (RvQuickFind *find, GtkListBoxRow *row)
{
  const Hit *found = hit_of (find, row);
  Hit hit = found != NULL ? *found : (Hit) { 0 };
  gboolean was_asked = find->asked != RV_KIND_NONE;

  if (found == NULL || !gtk_widget_get_sensitive (GTK_WIDGET (row)))
    return;
  if (hit.group == GROUP_KINDS)
    {
      g_autofree char *text = g_strdup_printf ("@%s ", rv_kind_info ((RvKind) hit.id)->name);

      gtk_editable_set_text (find->entry, text);
      gtk_editable_set_position (find->entry, -1);
      return;
    }
  gtk_popover_popdown (GTK_POPOVER (find));
  if (hit.group == GROUP_ACTIONS)
    {
      gtk_widget_activate_action_variant (gtk_widget_get_parent (GTK_WIDGET (find)), hit.action->name, hit.action->target);
      return;
    }
  remember (find, hit.id);
  g_signal_emit (find, signals[was_asked ? PICKED : CHOSEN], 0, (gint64) hit.id);
}

/* ---- keys ---------------------------------------------------------------------------------------------------------------- */

static gboolean
on_key (RvQuickFind *find, guint key, guint code, GdkModifierType modifiers)
{
  static const struct { guint key; int step; } moves[] = {
    { GDK_KEY_Down, 1 }, { GDK_KEY_KP_Down, 1 }, { GDK_KEY_Up, -1 }, { GDK_KEY_KP_Up, -1 }, { GDK_KEY_Page_Down, 8 }, { GDK_KEY_Page_Up, -8 },
    { GDK_KEY_Tab, 1 }, { GDK_KEY_ISO_Left_Tab, -1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (moves); i++)
    if (key == moves[i].key)
      {
        move_mark (find, moves[i].step);
        return TRUE;
      }
  if (key == GDK_KEY_Return || key == GDK_KEY_KP_Enter)
    {
      choose (find, gtk_list_box_get_selected_row (find->list));
      return TRUE;
    }
  if (key == GDK_KEY_Escape || (key == GDK_KEY_k && (modifiers & GDK_CONTROL_MASK) != 0))
    {
      gtk_popover_popdown (GTK_POPOVER (find));
      return TRUE;
    }
  return FALSE;
}

/* ---- public calls ------------------------------------------------------------------------------------------------------------ */

static void
on_closed (RvQuickFind *find)
{
  GtkWidget *before = find->before;

  g_clear_weak_pointer (&find->before);
  if (before != NULL && gtk_widget_get_mapped (before))
    gtk_widget_grab_focus (before);
}

static void
open (RvQuickFind *find, RvKind asked, const char *prompt)
{
  GtkWidget *parent = gtk_widget_get_parent (GTK_WIDGET (find));

  find->asked = asked;
  g_set_weak_pointer (&find->before, gtk_root_get_focus (gtk_widget_get_root (parent)));
  g_object_set (find->entry, "placeholder-text", prompt, NULL);
  gtk_widget_set_visible (GTK_WIDGET (find->hint), asked == RV_KIND_NONE);
  gtk_editable_set_text (find->entry, "");
  refresh (find);
  gtk_popover_set_pointing_to (GTK_POPOVER (find), &(GdkRectangle) { gtk_widget_get_width (parent) / 2, 24, 1, 1 });
  gtk_popover_popup (GTK_POPOVER (find));
  gtk_widget_grab_focus (GTK_WIDGET (find->entry));
}

void
rv_quick_find_show (RvQuickFind *find)
{
  if (gtk_widget_get_visible (GTK_WIDGET (find)))
    gtk_popover_popdown (GTK_POPOVER (find));
  else
    open (find, RV_KIND_NONE, _("Find any table, column, diagram or action"));
}

void
rv_quick_find_ask (RvQuickFind *find, RvKind kind, const char *prompt)
{
  open (find, kind, prompt);
}

void
rv_quick_find_add_menu (RvQuickFind *find, GMenuModel *menu, const char *group)
{
  if (menu != NULL)
    rv_menu_actions_add (find->actions, menu, group);
}

void
rv_quick_find_set_model (RvQuickFind *find, RvModel *model)
{
  if (find->model == model)
    return;
  gtk_popover_popdown (GTK_POPOVER (find));
  g_clear_pointer (&find->finder, rv_finder_free);
  g_array_set_size (find->recent, 0);
  g_array_set_size (find->hits, 0);
  g_set_object (&find->model, model);
}

/* ---- GObject -------------------------------------------------------------------------------------------------------------------- */

static void
rv_quick_find_dispose (GObject *object)
{
  RvQuickFind *find = RV_QUICK_FIND (object);

  g_clear_pointer (&find->finder, rv_finder_free);
  g_clear_object (&find->model);
  g_clear_weak_pointer (&find->before);
  G_OBJECT_CLASS (rv_quick_find_parent_class)->dispose (object);
}

static void
rv_quick_find_finalize (GObject *object)
{
  RvQuickFind *find = RV_QUICK_FIND (object);

  g_ptr_array_unref (find->actions);
  g_array_unref (find->recent);
  g_array_unref (find->hits);
  G_OBJECT_CLASS (rv_quick_find_parent_class)->finalize (object);
}

static void
rv_quick_find_class_init (RvQuickFindClass *class)
{
  G_OBJECT_CLASS (class)->dispose = rv_quick_find_dispose;
  G_OBJECT_CLASS (class)->finalize = rv_quick_find_finalize;
  signals[CHOSEN] = g_signal_new ("chosen", RV_TYPE_QUICK_FIND, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
  signals[PICKED] = g_signal_new ("picked", RV_TYPE_QUICK_FIND, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
}

static void
build_list (RvQuickFind *find)
{
  find->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_header_func (find->list, head_group, find, NULL);
  gtk_widget_add_css_class (GTK_WIDGET (find->list), "quick-find-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (find->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _("What was found"), -1);
  g_signal_connect_swapped (find->list, "row-activated", G_CALLBACK (choose), find);
  find->scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (find->scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (find->scroller), GTK_WIDGET (find->list));
  gtk_widget_set_vexpand (find->scroller, TRUE);
  find->nothing = gtk_label_new (_("Nothing is called like that"));
  gtk_widget_add_css_class (find->nothing, "dim-label");
  gtk_widget_set_vexpand (find->nothing, TRUE);
}

static void
build_entry (RvQuickFind *find)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  find->entry = GTK_EDITABLE (gtk_entry_new ());
  gtk_entry_set_icon_from_icon_name (GTK_ENTRY (find->entry), GTK_ENTRY_ICON_PRIMARY, "system-search-symbolic");
  gtk_accessible_update_property (GTK_ACCESSIBLE (find->entry), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Find anything"), -1);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (on_key), find);
  g_signal_connect_swapped (find->entry, "changed", G_CALLBACK (refresh), find);
  gtk_widget_add_controller (GTK_WIDGET (find->entry), keys);
}

static void
rv_quick_find_init (RvQuickFind *find)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  find->actions = g_ptr_array_new_with_free_func ((GDestroyNotify) rv_menu_action_free);
  find->recent = g_array_new (FALSE, FALSE, sizeof (RvId));
  find->hits = g_array_new (FALSE, FALSE, sizeof (Hit));
  build_list (find);
  build_entry (find);
  find->hint = GTK_LABEL (new_label (_("> for actions only, @ for one kind of objects"), "dim-label", TRUE));
  gtk_widget_add_css_class (GTK_WIDGET (find->hint), "caption");
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (find->entry));
  gtk_box_append (GTK_BOX (box), find->scroller);
  gtk_box_append (GTK_BOX (box), find->nothing);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (find->hint));
  gtk_widget_set_size_request (box, WIDTH, HEIGHT);
  gtk_popover_set_child (GTK_POPOVER (find), box);
  gtk_popover_set_has_arrow (GTK_POPOVER (find), FALSE);
  gtk_popover_set_position (GTK_POPOVER (find), GTK_POS_BOTTOM);
  g_signal_connect (find, "closed", G_CALLBACK (on_closed), NULL);
}

RvQuickFind *
rv_quick_find_new (void)
{
  return g_object_new (RV_TYPE_QUICK_FIND, NULL);
}
