/* What the files of the writer share: the script that is being written, and one call for each
 * kind that appends its statements, each ended by ";\n". */
#pragma once

#include "sql/postgresql/order.h"
#include "sql/postgresql/postgresql.h"
#include "sql/postgresql/quote.h"

typedef struct {
  RvModel *model;
  const RvWriteOptions *options;
  GString *out;
  RvOrder *order;
} RvWriter;

#define rv_write(writer, text) g_string_append ((writer)->out, (text))
#define rv_write_format(writer, ...) g_string_append_printf ((writer)->out, __VA_ARGS__)

/* ---- write-name.c ---- */

void rv_write_name (RvWriter *writer, const char *name);
void rv_write_literal (RvWriter *writer, const char *text);

/** rv_write_role: the name of the role @id; 0 is PUBLIC. */
void rv_write_role (RvWriter *writer, RvId id);

/** rv_write_object: the name of an object as statements use it: with its schema and, for routines,
 * aggregates and operators, with the types of the arguments. */
void rv_write_object (RvWriter *writer, RvId id);

/** rv_write_designation: what COMMENT ON takes: TABLE public.a, CONSTRAINT b ON public.a … */
void rv_write_designation (RvWriter *writer, RvObject *object);

/** rv_write_class: the word of @object in GRANT … ON, such as TABLE or FUNCTION. */
const char *rv_write_class (const RvObject *object);

/** rv_write_columns: "(a, b)" of the columns that the parts @parts (RvKeyColumn …) name in @field. Parts
 * whose number in @flag (0: none) is not @value are left out. */
void rv_write_columns (RvWriter *writer, GPtrArray *parts, int field, int flag, gboolean value);

/** rv_write_column: the name of the column @id (of a table or a view). */
void rv_write_column (RvWriter *writer, RvId id);

/** rv_write_clause: " WORDS (text)" where there is text. */
void rv_write_clause (RvWriter *writer, const char *words, const char *text);

/* ---- write-security.c ---- */

/** rv_write_attachments: owner, comment and security labels of @object. */
void rv_write_attachments (RvWriter *writer, RvObject *object);
void rv_write_comment (RvWriter *writer, RvObject *object, const char *comment);
void rv_write_memberships (RvWriter *writer, RvMembership *membership);
void rv_write_role_statements (RvWriter *writer, RvRole *role);
void rv_write_settings (RvWriter *writer, RvObject *object);

/** rv_write_grants: all privileges on @object and its columns. */
void rv_write_grants (RvWriter *writer, RvObject *object);
void rv_write_default_privileges (RvWriter *writer);

/** rv_write_some_grants, rv_write_some_default_privileges: those of the rows alone; @taken_back: the statements that undo them. */
void rv_write_some_grants (RvWriter *writer, RvObject *object, GPtrArray *grants, gboolean taken_back);
void rv_write_some_default_privileges (RvWriter *writer, const GPtrArray *privileges, gboolean taken_back);

/* ---- one file for each family ---- */

void rv_write_table (RvWriter *writer, RvTable *table);

/** rv_write_identity_grants: the privileges on the sequences of identity columns. */
void rv_write_identity_grants (RvWriter *writer, RvTable *table);
void rv_write_late_part (RvWriter *writer, RvObject *part);

/* ---- write-column.c ---- */

void rv_write_column_type (RvWriter *writer, const RvColumn *column);
void rv_write_column_constraints (RvWriter *writer, const RvColumn *column);
void rv_write_alter_column (RvWriter *writer, const RvColumn *column);
void rv_write_column_settings (RvWriter *writer, const RvColumn *column);

/** rv_write_identity: " GENERATED … AS IDENTITY" with the options of its sequence. */
void rv_write_identity (RvWriter *writer, const RvColumn *column);

/** rv_write_owned_sequences: OWNED BY of the sequences of @column. */
void rv_write_owned_sequences (RvWriter *writer, const RvColumn *column);

/** rv_write_identity_attachments: what the sequence of an identity column has of its own. */
void rv_write_identity_attachments (RvWriter *writer, const RvColumn *column);

/** rv_write_default: @expression as DEFAULT takes it, in parentheses where it needs them. */
void rv_write_default (RvWriter *writer, const char *expression);

void rv_write_key_body (RvWriter *writer, RvKey *key);
void rv_write_check_body (RvWriter *writer, const RvCheck *check);
void rv_write_deferrable (RvWriter *writer, gboolean is_deferrable, gboolean initially_deferred);
void rv_write_foreign_key (RvWriter *writer, RvForeignKey *key);
void rv_write_exclusion (RvWriter *writer, RvExclusion *exclusion);

void rv_write_index (RvWriter *writer, RvIndex *index);
void rv_write_statistics (RvWriter *writer, RvStatistics *statistics);

/** rv_write_index_uses: REPLICA IDENTITY and CLUSTER of @relation where they use the index or key @index. */
void rv_write_index_uses (RvWriter *writer, RvObject *relation, RvObject *index);

void rv_write_enum (RvWriter *writer, RvEnum *type);
void rv_write_composite (RvWriter *writer, RvComposite *type);
void rv_write_range (RvWriter *writer, RvRange *type);
void rv_write_domain (RvWriter *writer, RvDomain *domain);
void rv_write_collation (RvWriter *writer, RvCollation *collation);
void rv_write_shell (RvWriter *writer, RvObject *object);

void rv_write_view (RvWriter *writer, RvView *view);
void rv_write_materialized_view (RvWriter *writer, RvMaterializedView *view);

void rv_write_routine (RvWriter *writer, RvRoutine *routine);
void rv_write_aggregate (RvWriter *writer, RvAggregate *aggregate);
void rv_write_operator (RvWriter *writer, RvOperator *operator_);
void rv_write_cast (RvWriter *writer, RvCast *cast);

/** rv_write_signature: "(integer, text)": the arguments that tell @routine from others of its name. */
void rv_write_signature (RvWriter *writer, RvRoutine *routine);

void rv_write_trigger (RvWriter *writer, RvTrigger *trigger);
void rv_write_event_trigger (RvWriter *writer, RvEventTrigger *trigger);
void rv_write_rule (RvWriter *writer, RvRewriteRule *rule);
void rv_write_policy (RvWriter *writer, RvPolicy *policy);

void rv_write_sequence (RvWriter *writer, RvSequence *sequence);
void rv_write_sequence_options (RvWriter *writer, const RvSequence *sequence);
void rv_write_database (RvWriter *writer, RvDatabase *database);
void rv_write_schema (RvWriter *writer, RvSchema *schema);
void rv_write_extension (RvWriter *writer, RvExtension *extension);
void rv_write_wrapper (RvWriter *writer, RvWrapper *wrapper);
void rv_write_server (RvWriter *writer, RvServer *server);
void rv_write_user_mapping (RvWriter *writer, RvUserMapping *mapping);
void rv_write_publication (RvWriter *writer, RvPublication *publication);
void rv_write_subscription (RvWriter *writer, RvSubscription *subscription);
void rv_write_kept (RvWriter *writer, RvKept *kept);

/** rv_write_drops: the statements that take everything in the order back. */
void rv_write_drops (RvWriter *writer);

/** rv_write_drop: the statements that take @object back by itself. */
void rv_write_drop (RvWriter *writer, RvObject *object);

/** rv_write_drop_part: takes a constraint, or the default of a column or a domain, back. */
void rv_write_drop_part (RvWriter *writer, RvObject *part);

/** rv_write_whole: what makes @object: all statements but those of its late parts and its privileges. */
void rv_write_whole (RvWriter *writer, RvObject *object);
