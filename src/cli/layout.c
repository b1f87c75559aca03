/* relvar-cli layout: where boxes and lines go, of a design or of a bare graph. */
#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>

#include "cli/layout-json.h"
#include "cli/say.h"
#include "cli/source.h"
#include "cli/tables.h"
#include "cli/verbs.h"
#include "draw/arrange.h"

/* ---- a design --------------------------------------------------------------------------------- */

/* The qualified name of a table, the plain one of a foreign key. */
static char *
name_of (RvModel *model, RvId id)
{
  const RvObject *object = rv_model_get (model, id);
  const RvObject *schema = object != NULL ? rv_model_get_kind (model, rv_record_parent (object), RV_KIND_SCHEMA) : NULL;

  if (object == NULL)
    return g_strdup ("");
  if (schema == NULL)
    return g_strdup (rv_record_name (object));
  return g_strconcat (rv_record_name (schema), ".", rv_record_name (object), NULL);
}

static void
add_number (JsonBuilder *builder, const char *name, double number)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_double_value (builder, number);
}

static void
add_name (JsonBuilder *builder, const char *name, RvModel *model, RvId id)
{
  g_autofree char *text = name_of (model, id);

  json_builder_set_member_name (builder, name);
  json_builder_add_string_value (builder, text);
}

static void
add_node (JsonBuilder *builder, RvModel *model, const RvLayoutNode *node)
{
  json_builder_begin_object (builder);
  add_name (builder, "id", model, node->id);
  add_number (builder, "x", node->x);
  add_number (builder, "y", node->y);
  add_number (builder, "w", node->width);
  add_number (builder, "h", node->height);
  json_builder_end_object (builder);
}

static void
add_point (JsonBuilder *builder, RvPoint point)
{
  json_builder_begin_array (builder);
  json_builder_add_double_value (builder, point.x);
  json_builder_add_double_value (builder, point.y);
  json_builder_end_array (builder);
}

static void
add_edge (JsonBuilder *builder, RvModel *model, const RvLayoutGraph *graph, const RvLayoutEdge *edge)
{
  json_builder_begin_object (builder);
  add_name (builder, "id", model, edge->id);
  add_name (builder, "from", model, g_array_index (graph->nodes, RvLayoutNode, edge->from).id);
  add_name (builder, "to", model, g_array_index (graph->nodes, RvLayoutNode, edge->to).id);
  json_builder_set_member_name (builder, "points");
  json_builder_begin_array (builder);
  for (guint i = 0; i < edge->n_points; i++)
    add_point (builder, edge->points[i]);
  json_builder_end_array (builder);
  json_builder_end_object (builder);
}

static gboolean
print_graph (RvModel *model, const RvLayoutGraph *graph)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "nodes");
  json_builder_begin_array (builder);
  for (guint i = 0; i < graph->nodes->len; i++)
    add_node (builder, model, &g_array_index (graph->nodes, RvLayoutNode, i));
  json_builder_end_array (builder);
  json_builder_set_member_name (builder, "edges");
  json_builder_begin_array (builder);
  for (guint i = 0; i < graph->edges->len; i++)
    add_edge (builder, model, graph, &g_array_index (graph->edges, RvLayoutEdge, i));
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  return rv_json_print (root);
}

static gboolean
layout_design (const char *file, GBytes *bytes, const char *from, const char *diagram, gboolean quiet)
{
  g_autoptr (RvModel) model = bytes != NULL ? rv_source_open_bytes (file, bytes, from, quiet) : rv_source_open (file, from, quiet);
  g_autoptr (RvLayoutGraph) graph = NULL;
  RvId id;

  if (model == NULL || !rv_source_find (model, file, RV_KIND_DIAGRAM, diagram, &id))
    return FALSE;
  graph = rv_arrange_to_graph (model, id);
  return print_graph (model, graph);
}

/* ---- a bare graph -------------------------------------------------------------------------------- */

static gboolean
is_json (GBytes *bytes)
{
  gsize length, i = 0;
  const char *data = g_bytes_get_data (bytes, &length);

  while (i < length && g_ascii_isspace (data[i]))
    i++;
  return i < length && data[i] == '{';
}

static gboolean
layout_graph (const char *file, GBytes *bytes)
{
  g_autoptr (GString) out = g_string_new (NULL);
  g_autoptr (GError) error = NULL;

  if (rv_layout_json_run (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), out, &error))
    return rv_print (out->str);
  rv_say_error (rv_source_name (file), "%s", error->message);
  return FALSE;
}

/* ---- the verb ---------------------------------------------------------------------------------------- */

static gboolean
run (const char *file, const char *from, const char *diagram, gboolean quiet)
{
  g_autoptr (GBytes) bytes = NULL;

  if (rv_source_is_database (file))
    return layout_design (file, NULL, from, diagram, quiet);
  bytes = rv_source_read (file);
  if (bytes == NULL)
    return FALSE;
  if (from == NULL && is_json (bytes))
    return layout_graph (file, bytes);
  return layout_design (file, bytes, from, diagram, quiet);
}

RvExit
rv_verb_layout (int argc, char **argv)
{
  g_autofree char *from = NULL;
  g_autofree char *diagram = NULL;
  gboolean quiet = FALSE;
  const GOptionEntry entries[] = {
    { "from", 'f', 0, G_OPTION_ARG_STRING, &from, N_("Format of FILE, where its name does not say it"), N_("FORMAT") },
    { "diagram", 'd', 0, G_OPTION_ARG_STRING, &diagram, N_("Only what this diagram shows"), N_("NAME") },
    { "quiet", 'q', 0, G_OPTION_ARG_NONE, &quiet, N_("Say nothing but problems"), NULL },
    { NULL },
  };
  g_autoptr (GOptionContext) context = rv_verb_options ("layout", entries);

  rv_source_add_options (context);
  if (!rv_verb_parse (context, &argc, &argv, 1, 1))
    return RV_EXIT_WRONG;
  return run (argv[1], from, diagram, quiet) ? RV_EXIT_DONE : RV_EXIT_WRONG;
}
