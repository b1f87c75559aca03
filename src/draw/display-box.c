/* A box in the display list: its group and colours; the notation draws what is in it. */
#include "draw/notation.h"

#include <glib/gi18n-lib.h>

static const char *
css_class (const RvSceneBox *box)
{
  static const char *const classes[] = {
    [RV_SHAPE_ENTITY] = "box entity", [RV_SHAPE_RELATIONSHIP] = "box relationship", [RV_SHAPE_ATTRIBUTE] = "box attribute",
    [RV_SHAPE_SUBTYPES] = "box subtypes",
  };

  if (box->shape != RV_SHAPE_TABLE)
    return classes[box->shape];
  if (box->kind == RV_KIND_VIEW)
    return "box view";
  if (box->kind == RV_KIND_MATERIALIZED_VIEW)
    return "box materialized-view";
  return box->is_foreign ? "box foreign-table" : "box table";
}

static RvColorRole
header_role (const RvSceneBox *box)
{
  if (box->kind == RV_KIND_VIEW)
    return RV_COLOR_HEADER_VIEW;
  if (box->kind == RV_KIND_MATERIALIZED_VIEW)
    return RV_COLOR_HEADER_MATERIALIZED;
  return box->is_foreign ? RV_COLOR_HEADER_FOREIGN : RV_COLOR_HEADER;
}

static void
choose_inks (RvBoxPainter *painter)
{
  const RvPalette *palette = painter->list->palette;
  RvTint tint;

  painter->header = rv_ink (painter->list, header_role (painter->box));
  painter->border = rv_ink (painter->list, RV_COLOR_BORDER);
  if (!rv_palette_tint (palette, painter->box->color, &tint))
    return;
  painter->header = rv_ink_tinted (RV_COLOR_HEADER, tint.header);
  painter->border = rv_ink_tinted (RV_COLOR_BORDER, rv_color_mix (tint.strong, palette->colors[RV_COLOR_BORDER], 0.5));
}

char *
rv_scene_box_sentence (const RvSceneBox *box)
{
  const char *kind = _(rv_kind_info (box->kind)->label);
  g_autofree char *columns = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u column", "%u columns", box->n_columns), box->n_columns);

  if (box->owner != NULL)
    return g_strdup_printf (_("Attribute %s of %s"), box->title, box->owner->title);
  if (box->shape == RV_SHAPE_RELATIONSHIP)
    return g_strdup_printf (_("Relationship %s"), box->title);
  if (box->shape == RV_SHAPE_SUBTYPES)
    return g_strdup (_("Subtypes"));
  if (box->schema != NULL)
    return g_strdup_printf ("%s %s.%s, %s", kind, box->schema, box->title, columns);
  return g_strdup_printf ("%s %s, %s", kind, box->title, columns);
}

static char *
group_name (const RvSceneBox *box)
{
  const char *kind = box->shape == RV_SHAPE_ATTRIBUTE ? "attribute" : box->is_made ? "node" : box->kind == RV_KIND_TABLE ? "table" : "view";

  if (box->owner != NULL)
    return g_strdup_printf ("%s-%s.%s", kind, box->owner->title, box->title);

  if (box->schema != NULL)
    return g_strdup_printf ("%s-%s.%s", kind, box->schema, box->title);
  return g_strdup_printf ("%s-%s", kind, box->title);
}

/* With the line from an attribute to its owner. */
static RvRect
extents_of (const RvSceneBox *box)
{
  RvRect own = { -1, 0, box->rect.width + 2, box->rect.height + 3 };

  if (box->owner == NULL)
    return own;
  return rv_rect_union (own, (RvRect) { box->rect.width / 2 - box->offset.x, box->rect.height / 2 - box->offset.y, 0, 0 });
}

void
rv_display_list_add_box (RvDisplayList *list, RvScene *scene, const RvSceneBox *box, RvDetail detail)
{
  RvBoxPainter painter = { .list = list, .box = box, .detail = detail };

  choose_inks (&painter);
  rv_display_open (list, &(RvDisplayGroup) {
    .item = RV_ITEM_BOX,
    .id = box->id,
    .name = group_name (box),
    .css_class = css_class (box),
    .title = rv_scene_box_sentence (box),
    .x = box->rect.x,
    .y = box->rect.y,
    .extents = extents_of (box),
  });
  rv_notation_style (box->notation)->draw_box (&painter);
  rv_display_close (list);
}
