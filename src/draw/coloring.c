/* The table of colourings. */
#include "draw/coloring.h"

#include "draw/palette.h"
#include "model/tags.h"

typedef struct {
  /* (nullable): the object that gives the colour and names it. */
  const RvObject *(*source) (RvModel *model, RvId object);
  gboolean own_first;     /* what a person chose for the box goes before */
  gboolean has_hues;      /* a source without a colour of its own gets one by its place among its like */
} Coloring;

static const RvObject *
tag_of (RvModel *model, RvId object)
{
  return (const RvObject *) rv_tags_first (model, object);
}

static const RvObject *
schema_of (RvModel *model, RvId object)
{
  const RvObject *row = rv_model_get (model, object);

  return row != NULL ? rv_model_get_kind (model, rv_record_parent (row), RV_KIND_SCHEMA) : NULL;
}

static const Coloring colorings[] = {
  [RvColoring_OWN] = { tag_of, TRUE, FALSE },
  [RvColoring_SCHEMA] = { schema_of, FALSE, TRUE },
  [RvColoring_TAG] = { tag_of, FALSE, TRUE },
};

/* The hue that stands at the place of @source among all of its kind; neighbours differ. */
static char *
hue_of (RvModel *model, const RvObject *source)
{
  static const char *const order[] = { "blue", "orange", "green", "purple", "teal", "yellow", "pink", "brown", "red", "gray" };
  const GPtrArray *all = rv_model_all (model, source->kind);
  guint index = 0;

  while (index < all->len && all->pdata[index] != source)
    index++;
  return g_strdup (order[index % G_N_ELEMENTS (order)]);
}

static const Coloring *
row_of (RvColoring coloring)
{
  return &colorings[coloring < G_N_ELEMENTS (colorings) ? coloring : RvColoring_OWN];
}

char *
rv_coloring_color (RvModel *model, RvColoring coloring, const RvBox *box, RvId object)
{
  const Coloring *row = row_of (coloring);
  const RvObject *source;

  if (row->own_first && box != NULL && box->color != NULL)
    return g_strdup (box->color);
  source = row->source (model, object);
  if (source != NULL && source->kind == RV_KIND_TAG && ((const RvTag *) source)->color != NULL)
    return g_strdup (((const RvTag *) source)->color);
  return source != NULL && row->has_hues ? hue_of (model, source) : NULL;
}

char *
rv_coloring_meaning (RvModel *model, RvColoring coloring, const RvBox *box, RvId object)
{
  const Coloring *row = row_of (coloring);
  const RvObject *source = row->own_first && box != NULL && box->color != NULL ? NULL : row->source (model, object);

  return source != NULL ? g_strdup (rv_record_name (source)) : NULL;
}
