/* Writes a design as a PostgreSQL script: one walk over the steps in order, then who may do
 * what. */
#include "sql/postgresql/write.h"

#include <string.h>

/* The kinds that have statements of their own, and who writes these. */
#define WRITERS(WRITER) \
  WRITER (ROLE, RvRole, rv_write_role_statements) \
  WRITER (MEMBERSHIP, RvMembership, rv_write_memberships) \
  WRITER (DATABASE, RvDatabase, rv_write_database) \
  WRITER (SCHEMA, RvSchema, rv_write_schema) \
  WRITER (EXTENSION, RvExtension, rv_write_extension) \
  WRITER (ENUM, RvEnum, rv_write_enum) \
  WRITER (COMPOSITE, RvComposite, rv_write_composite) \
  WRITER (RANGE, RvRange, rv_write_range) \
  WRITER (DOMAIN, RvDomain, rv_write_domain) \
  WRITER (COLLATION, RvCollation, rv_write_collation) \
  WRITER (ROUTINE, RvRoutine, rv_write_routine) \
  WRITER (AGGREGATE, RvAggregate, rv_write_aggregate) \
  WRITER (OPERATOR, RvOperator, rv_write_operator) \
  WRITER (CAST, RvCast, rv_write_cast) \
  WRITER (WRAPPER, RvWrapper, rv_write_wrapper) \
  WRITER (SERVER, RvServer, rv_write_server) \
  WRITER (USER_MAPPING, RvUserMapping, rv_write_user_mapping) \
  WRITER (SEQUENCE, RvSequence, rv_write_sequence) \
  WRITER (TABLE, RvTable, rv_write_table) \
  WRITER (EXCLUSION, RvExclusion, rv_write_exclusion) \
  WRITER (INDEX, RvIndex, rv_write_index) \
  WRITER (STATISTICS, RvStatistics, rv_write_statistics) \
  WRITER (VIEW, RvView, rv_write_view) \
  WRITER (MATERIALIZED_VIEW, RvMaterializedView, rv_write_materialized_view) \
  WRITER (FOREIGN_KEY, RvForeignKey, rv_write_foreign_key) \
  WRITER (REWRITE_RULE, RvRewriteRule, rv_write_rule) \
  WRITER (TRIGGER, RvTrigger, rv_write_trigger) \
  WRITER (POLICY, RvPolicy, rv_write_policy) \
  WRITER (EVENT_TRIGGER, RvEventTrigger, rv_write_event_trigger) \
  WRITER (PUBLICATION, RvPublication, rv_write_publication) \
  WRITER (SUBSCRIPTION, RvSubscription, rv_write_subscription) \
  WRITER (KEPT, RvKept, rv_write_kept)

void
rv_write_whole (RvWriter *writer, RvObject *object)
{
  switch ((int) object->kind)
    {
#define WRITER(KIND, Type, function) case RV_KIND_##KIND: function (writer, (Type *) object); break;
      WRITERS (WRITER)
#undef WRITER
    default:
      g_assert_not_reached ();
    }
}

static const char *const headings[RV_N_SECTIONS] = {
  [RV_SECTION_ROLES] = "Roles",
  [RV_SECTION_DATABASES] = "Database",
  [RV_SECTION_SCHEMAS] = "Schemas",
  [RV_SECTION_EXTENSIONS] = "Extensions",
  [RV_SECTION_LANGUAGES] = "Languages",
  [RV_SECTION_TYPES] = "Types",
  [RV_SECTION_ROUTINES] = "Functions and procedures",
  [RV_SECTION_OPERATORS] = "Operators and casts",
  [RV_SECTION_DEFINITIONS] = "Text search, operator classes and the like",
  [RV_SECTION_FOREIGN_DATA] = "Foreign data",
  [RV_SECTION_SEQUENCES] = "Sequences",
  [RV_SECTION_TABLES] = "Tables",
  [RV_SECTION_VIEWS] = "Views",
  [RV_SECTION_CONSTRAINTS] = "Defaults and checks that need what comes before",
  [RV_SECTION_FOREIGN_KEYS] = "Foreign keys",
  [RV_SECTION_RULES] = "Rules",
  [RV_SECTION_TRIGGERS] = "Triggers",
  [RV_SECTION_POLICIES] = "Policies",
  [RV_SECTION_REPLICATION] = "Replication",
  [RV_SECTION_STATEMENTS] = "Other statements",
  [RV_SECTION_EVENT_TRIGGERS] = "Event triggers",
  [RV_SECTION_UNREAD] = "Statements that could not be read, in the words of the import; they may fail",
};

/* ---- one step ------------------------------------------------------------------------------------ */

typedef struct {
  int section;   /* the last that has a heading; -1: no headings */
  char *path;    /* the search path as it stands */
} Progress;

/* Texts that name something without its schema must find it. Returns: (nullable): the path to set. */
static char *
path_of (const RvStep *step, const Progress *progress)
{
  g_autoptr (GString) path = g_string_new (NULL);

  for (guint i = 0; step->path != NULL && i < step->path->len; i++)
    {
      const char *name = rv_record_name (g_ptr_array_index (step->path, i));

      if (strcmp (name, "public") == 0)
        continue;
      rv_pg_append_name (path, name);
      g_string_append (path, ", ");
    }
  g_string_append (path, "public");
  return step->path == NULL || strcmp (path->str, progress->path) == 0 ? NULL : g_strdup (path->str);
}

/* What comes before its section because something needs it gets no heading of its own. */
static void
write_heading (RvWriter *writer, int section, Progress *progress)
{
  if (progress->section < 0 || section <= progress->section)
    return;
  rv_write_format (writer, "\n-- %s\n", headings[section]);
  progress->section = section;
}

static void
write_step (RvWriter *writer, const RvStep *step)
{
  if (step->type == RV_STEP_SHELL)
    rv_write_shell (writer, step->object);
  else if (step->type == RV_STEP_LATE)
    rv_write_late_part (writer, step->object);
  else
    rv_write_whole (writer, step->object);
}

/* A step that has nothing to say leaves no trace. */
static void
write_paragraph (RvWriter *writer, const RvStep *step, Progress *progress)
{
  g_autofree char *path = path_of (step, progress);
  int section = progress->section;
  gsize start = writer->out->len, body;

  write_heading (writer, step->section, progress);
  rv_write (writer, start > 0 ? "\n" : "");
  if (path != NULL)
    rv_write_format (writer, "SET search_path = %s;\n", path);
  body = writer->out->len;
  write_step (writer, step);
  if (writer->out->len == body)
    {
      g_string_truncate (writer->out, start);
      progress->section = section;
    }
  else if (path != NULL)
    {
      g_free (progress->path);
      progress->path = g_steal_pointer (&path);
    }
}

/* ---- privileges -------------------------------------------------------------------------------------- */

static void
write_privileges (RvWriter *writer, gboolean everything)
{
  const GArray *steps = rv_order_steps (writer->order);
  gsize start = writer->out->len, body;

  if (writer->options->no_privileges)
    return;
  rv_write (writer, everything ? "\n-- Privileges\n\n" : "\n");
  body = writer->out->len;
  for (guint i = 0; i < steps->len; i++)
    {
      const RvStep *step = &g_array_index (steps, RvStep, i);

      if (step->type != RV_STEP_WHOLE)
        continue;
      rv_write_grants (writer, step->object);
      if (step->object->kind == RV_KIND_TABLE)
        rv_write_identity_grants (writer, (RvTable *) step->object);
    }
  if (everything)
    rv_write_default_privileges (writer);
  if (writer->out->len == body)
    g_string_truncate (writer->out, start);
}

/* ---- the calls ----------------------------------------------------------------------------------------- */

/* Event triggers would answer to every statement that comes after them. */
static void
write_script (RvWriter *writer, gboolean everything)
{
  const GArray *steps = rv_order_steps (writer->order);
  Progress progress = { everything ? 0 : -1, g_strdup ("public") };
  gboolean privileges_written = FALSE;

  for (guint i = 0; i < steps->len; i++)
    {
      const RvStep *step = &g_array_index (steps, RvStep, i);

      if (step->section >= RV_SECTION_EVENT_TRIGGERS && !privileges_written)
        {
          write_privileges (writer, everything);
          privileges_written = TRUE;
        }
      write_paragraph (writer, step, &progress);
    }
  if (!privileges_written)
    write_privileges (writer, everything);
  g_free (progress.path);
}

static const RvWriteOptions no_options = { 0 };

gboolean
rv_pg_write (RvModel *model, const RvWriteOptions *options, GString *out, GError **error)
{
  g_autoptr (RvOrder) order = rv_order_new (model, NULL);
  RvWriter writer = { model, options != NULL ? options : &no_options, out, order };

  rv_write (&writer, "-- Written by Relvar for PostgreSQL.\n");
  if (writer.options->drop_script)
    {
      rv_write (&writer, "\n");
      rv_write_drops (&writer);
      return TRUE;
    }
  rv_write (&writer, "\nSET client_min_messages = warning;\n");
  if (rv_model_all (model, RV_KIND_ROUTINE)->len > 0)
    rv_write (&writer, "SET check_function_bodies = false;\n");
  write_script (&writer, TRUE);
  return TRUE;
}

void
rv_pg_write_objects (RvModel *model, GPtrArray *objects, const RvWriteOptions *options, GString *out)
{
  g_autoptr (RvOrder) order = rv_order_new (model, objects);
  RvWriter writer = { model, options != NULL ? options : &no_options, out, order };

  if (writer.options->drop_script)
    rv_write_drops (&writer);
  else
    write_script (&writer, FALSE);
}
