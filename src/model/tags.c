/* Edits of tags. */
#include "model/tags.h"

RvTag *
rv_tags_add (RvEdit *edit, const char *name, const char *color)
{
  RvTag *tag = rv_model_find (rv_edit_model (edit), RV_KIND_TAG, 0, name);

  if (tag != NULL)
    return tag;
  tag = rv_edit_insert (edit, RV_KIND_TAG, 0);
  rv_edit_set_text (edit, tag, RvTag_name, name);
  rv_edit_set_text (edit, tag, RvTag_color, color);
  return tag;
}

static RvTagging *
find (RvModel *model, RvId tag, RvId object)
{
  g_autoptr (GPtrArray) taggings = rv_model_children (model, object, RV_KIND_TAGGING);

  for (guint i = 0; i < taggings->len; i++)
    if (((RvTagging *) taggings->pdata[i])->tag_id == tag)
      return taggings->pdata[i];
  return NULL;
}

gboolean
rv_tags_has (RvModel *model, RvId tag, RvId object)
{
  return find (model, tag, object) != NULL;
}

void
rv_tags_set (RvEdit *edit, RvId tag, RvId object, gboolean on)
{
  RvTagging *tagging = find (rv_edit_model (edit), tag, object);

  if (!on && tagging != NULL)
    rv_edit_remove (edit, tagging);
  if (!on || tagging != NULL)
    return;
  tagging = rv_edit_insert (edit, RV_KIND_TAGGING, object);
  rv_edit_set_number (edit, tagging, RvTagging_tag_id, tag);
}

RvTag *
rv_tags_first (RvModel *model, RvId object)
{
  g_autoptr (GPtrArray) taggings = rv_model_children (model, object, RV_KIND_TAGGING);

  for (guint i = 0; i < taggings->len; i++)
    {
      RvTag *tag = rv_model_get_kind (model, ((RvTagging *) taggings->pdata[i])->tag_id, RV_KIND_TAG);

      if (tag != NULL)
        return tag;
    }
  return NULL;
}
