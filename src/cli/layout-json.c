/* Reads a bare graph, lets the layout engine place and route it, writes it back. */
#include "cli/layout-json.h"

#include "layout/place.h"
#include "layout/route.h"

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>

#define HEADER 30.0           /* of a box: where its rows begin */
#define ROW 18.0
#define DEEPEST 200

G_DEFINE_QUARK (rv-layout-json-error-quark, rv_layout_json_error)

typedef struct {
  RvLayoutGraph *graph;
  GPtrArray *ids;             /* of each node: its id as JSON text, owned */
  GHashTable *index_of;       /* such a text → index + 1 */
  guint *n_leaving;           /* of each node: lines that left it so far */
} Reading;

static gboolean
complain (GError **error, const char *what, guint index)
{
  g_set_error (error, RV_LAYOUT_JSON_ERROR, RV_LAYOUT_JSON_ERROR_CONTENT, _("Not a graph: %s (number %u)"), what, index + 1);
  return FALSE;
}

/* An id, as it is to be written again; NULL if it is neither a text nor a number. */
static char *
read_id (JsonObject *object, const char *member)
{
  JsonNode *node = json_object_get_member (object, member);

  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node))
    return NULL;
  if (json_node_get_value_type (node) == G_TYPE_BOOLEAN)
    return NULL;
  return json_to_string (node, FALSE);
}

static double
read_number (JsonObject *object, const char *member, double fallback)
{
  JsonNode *node = json_object_get_member (object, member);

  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) == G_TYPE_STRING)
    return fallback;
  return json_node_get_double (node);
}

static JsonObject *
read_object (JsonArray *array, guint index)
{
  JsonNode *node = json_array_get_element (array, index);

  return JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

static gboolean
read_node (Reading *reading, JsonObject *object, guint index, GError **error)
{
  RvLayoutNode node = { .id = index + 1 };
  char *id = object != NULL ? read_id (object, "id") : NULL;

  if (id == NULL)
    return complain (error, _("a node without an id that is a text or a number"), index);
  g_ptr_array_add (reading->ids, id);
  if (!g_hash_table_insert (reading->index_of, id, GUINT_TO_POINTER (index + 1)))
    return complain (error, _("a node with the id of another"), index);
  node.width = read_number (object, "w", NAN);
  node.height = read_number (object, "h", NAN);
  if (!isfinite (node.width) || !isfinite (node.height) || node.width < 0 || node.height < 0)
    return complain (error, _("a node without a size in “w” and “h”"), index);
  node.x = read_number (object, "x", NAN);
  node.y = read_number (object, "y", NAN);
  node.is_placed = TRUE;
  rv_layout_graph_add_node (reading->graph, &node);
  return TRUE;
}

static gboolean
read_end (Reading *reading, JsonObject *object, const char *member, guint *end)
{
  g_autofree char *id = read_id (object, member);
  guint found = id != NULL ? GPOINTER_TO_UINT (g_hash_table_lookup (reading->index_of, id)) : 0;

  *end = found - 1;
  return found > 0;
}

/* Without a word on ports, a graph is taken as tables: the key in the first row, references below it. */
static void
choose_ports (Reading *reading, JsonObject *object, RvLayoutEdge *edge)
{
  const RvLayoutNode *from = rv_layout_graph_node (reading->graph, edge->from);
  guint n_rows = MAX (1, (guint) ((from->height - HEADER) / ROW));
  guint row = MIN (++reading->n_leaving[edge->from], n_rows - 1);

  if (from->height < HEADER + ROW)
    edge->from_port = from->height / 2;
  else
    edge->from_port = HEADER + ROW * row + ROW / 2;
  edge->to_port = HEADER + ROW / 2;
  if (rv_layout_graph_node (reading->graph, edge->to)->height < HEADER + ROW)
    edge->to_port = rv_layout_graph_node (reading->graph, edge->to)->height / 2;
  edge->from_port = read_number (object, "from_port", edge->from_port);
  edge->to_port = read_number (object, "to_port", edge->to_port);
}

static gboolean
read_edge (Reading *reading, JsonObject *object, guint index, GError **error)
{
  RvLayoutEdge edge = { .id = index + 1, .trunk = 1 };

  if (object == NULL || !read_end (reading, object, "from", &edge.from) || !read_end (reading, object, "to", &edge.to))
    return complain (error, _("an edge whose “from” or “to” is no node"), index);
  choose_ports (reading, object, &edge);
  rv_layout_graph_add_edge (reading->graph, &edge);
  return TRUE;
}

static JsonArray *
read_array (JsonObject *object, const char *member)
{
  JsonNode *node = json_object_get_member (object, member);

  return node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
}

static gboolean
read_graph (Reading *reading, JsonNode *root, GError **error)
{
  JsonObject *object = root != NULL && JSON_NODE_HOLDS_OBJECT (root) ? json_node_get_object (root) : NULL;
  JsonArray *nodes = object != NULL ? read_array (object, "nodes") : NULL;
  JsonArray *edges = object != NULL ? read_array (object, "edges") : NULL;

  if (nodes == NULL)
    {
      g_set_error_literal (error, RV_LAYOUT_JSON_ERROR, RV_LAYOUT_JSON_ERROR_CONTENT, _("Not a graph: there is no list “nodes”"));
      return FALSE;
    }
  for (guint i = 0; i < json_array_get_length (nodes); i++)
    if (!read_node (reading, read_object (nodes, i), i, error))
      return FALSE;
  reading->n_leaving = g_new0 (guint, reading->graph->nodes->len + 1);
  for (guint i = 0; edges != NULL && i < json_array_get_length (edges); i++)
    if (!read_edge (reading, read_object (edges, i), i, error))
      return FALSE;
  return TRUE;
}

static void
append_number (GString *out, double value)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  g_string_append (out, g_ascii_formatd (text, sizeof text, "%.10g", round (value * 100) / 100));
}

static void
write_node (const Reading *reading, guint index, GString *out)
{
  const RvLayoutNode *node = rv_layout_graph_node (reading->graph, index);
  const char *names[] = { "x", "y", "w", "h" };
  double values[] = { node->x, node->y, node->width, node->height };

  g_string_append_printf (out, "%s\n{\"id\":%s", index > 0 ? "," : "", (char *) reading->ids->pdata[index]);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_string_append_printf (out, ",\"%s\":", names[i]);
      append_number (out, values[i]);
    }
  g_string_append_c (out, '}');
}

static void
write_edge (const Reading *reading, guint index, GString *out)
{
  const RvLayoutEdge *edge = rv_layout_graph_edge (reading->graph, index);

  g_string_append_printf (out, "%s\n{\"from\":%s,\"to\":%s,\"points\":[", index > 0 ? "," : "",
                          (char *) reading->ids->pdata[edge->from], (char *) reading->ids->pdata[edge->to]);
  for (guint i = 0; i < edge->n_points; i++)
    {
      g_string_append (out, i > 0 ? ",[" : "[");
      append_number (out, edge->points[i].x);
      g_string_append_c (out, ',');
      append_number (out, edge->points[i].y);
      g_string_append_c (out, ']');
    }
  g_string_append (out, "]}");
}

static void
write_graph (const Reading *reading, GString *out)
{
  g_string_append (out, "{\"nodes\":[");
  for (guint i = 0; i < reading->graph->nodes->len; i++)
    write_node (reading, i, out);
  g_string_append (out, "],\"edges\":[");
  for (guint i = 0; i < reading->graph->edges->len; i++)
    write_edge (reading, i, out);
  g_string_append (out, "]}\n");
}

/* The parser calls itself for each level, so too many of them would exhaust the stack. */
static gboolean
is_too_deep (const char *text, gsize length)
{
  guint depth = 0;
  gboolean in_string = FALSE;

  for (gsize i = 0; i < length; i++)
    if (in_string && text[i] == '\\')
      i++;
    else if (text[i] == '"')
      in_string = !in_string;
    else if (!in_string && (text[i] == '[' || text[i] == '{') && ++depth > DEEPEST)
      return TRUE;
    else if (!in_string && (text[i] == ']' || text[i] == '}') && depth > 0)
      depth--;
  return FALSE;
}

static gboolean
all_are_placed (const RvLayoutGraph *graph)
{
  for (guint i = 0; i < graph->nodes->len; i++)
    if (!rv_layout_graph_node (graph, i)->is_placed)
      return FALSE;
  return TRUE;
}

static void
reading_clear (Reading *reading)
{
  rv_layout_graph_free (reading->graph);
  g_hash_table_unref (reading->index_of);
  g_ptr_array_unref (reading->ids);
  g_free (reading->n_leaving);
}

gboolean
rv_layout_json_run (const char *text, gsize length, GString *out, GError **error)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GError) cause = NULL;
  Reading reading = { rv_layout_graph_new (), g_ptr_array_new_with_free_func (g_free),
                      g_hash_table_new (g_str_hash, g_str_equal), NULL };
  gboolean done = FALSE;

  if (is_too_deep (text, length))
    g_set_error_literal (error, RV_LAYOUT_JSON_ERROR, RV_LAYOUT_JSON_ERROR_CONTENT, _("Not a graph: too many brackets inside each other"));
  else if (!json_parser_load_from_data (parser, text, (gssize) length, &cause))
    g_set_error (error, RV_LAYOUT_JSON_ERROR, RV_LAYOUT_JSON_ERROR_SYNTAX, "%s", cause->message);
  else if (read_graph (&reading, json_parser_get_root (parser), error))
    {
      if (!all_are_placed (reading.graph))
        rv_layout_place_all (reading.graph);
      rv_layout_route_all (reading.graph);
      write_graph (&reading, out);
      done = TRUE;
    }
  reading_clear (&reading);
  return done;
}
