/* What the reader and the writer of PostgreSQL agree on: the parts of the dialect's row, and
 * how each kind of statement is laid down in the fields of the model. */
#pragma once

#include "sql/dialect.h"

/* Conventions. Reader, writer and live reader keep to them.
 *
 * Names are decoded (as in the catalog, cut at 63 bytes). Fields with RV_SQL hold the exact
 * text of the script without white space around it, comments and line ends included; NULL is
 * "not given". "Inside" means: without the parentheses that the statement's grammar demands
 * around it, which the writer puts back.
 *
 * Every field called options, foreign_options or storage_parameters, and *.opclass_parameters:
 *   inside of WITH ( ), OPTIONS ( ) or SET ( ), such as "fillfactor='70', autovacuum_enabled=off".
 * collation, opclass: the name as written, such as pg_catalog."C" or public.gin_trgm_ops.
 * tablespace, access_method, method, language: the plain name. method is never NULL ("btree").
 * Numbers kept as text (Sequence.*, Routine.cost, result_rows): the number as written.
 *
 * Setting.value            what follows TO, as written: 'a', 'b'; FROM CURRENT is kept so.
 * Role                     is_declared FALSE: only mentioned; the script does not create it.
 * Grant                    one row for each object, column, role and privilege. privilege is the
 *                          key word in capitals; ALL is expanded. Writing: all is_revoked rows of
 *                          an object first (REVOKE), then the others (GRANT). role_id 0: PUBLIC.
 * DefaultPrivilege         object_type TABLES, SEQUENCES, FUNCTIONS, TYPES or SCHEMAS; creator_id 0: the
 *                          current user. Written last: they must not touch the objects of the script.
 * Domain.type, Attribute.type, Column.type, Argument.type, Routine.returns, Range.subtype …
 *                          as written with modifiers and array bounds, without COLLATE and SETOF.
 *                          serial is expanded: integer, not null, nextval default, owned Sequence.
 * Range.*, Operator.function, options; Aggregate.definition
 *                          as written. Operator.options: "COMMUTATOR = …, HASHES".
 *                          Aggregate.definition: inside of the second parentheses;
 *                          Aggregate.arguments: inside of the first ("*", "x integer ORDER BY y text").
 * Collation                copied_from: the name after FROM; the others decoded strings.
 * Table.partition_key      inside of PARTITION BY … ( ), operator classes included.
 * Table.partition_bound    "FOR VALUES …" or "DEFAULT".
 * Table.on_commit          "PRESERVE ROWS", "DELETE ROWS" or "DROP".
 * Column.default_value     the expression as written, with its parentheses if it has any.
 * Column.generated         inside of GENERATED ALWAYS AS ( ) STORED.
 * Column.identity          with it goes a Sequence: is_identity, owned_by_id the column, named as on
 *                          a server. The writer writes of it what differs from the defaults.
 * Column.is_inherited      comes from a parent table (INHERITS, PARTITION OF, OF type) and was not
 *                          declared by the table itself; its type and default are copies.
 * Key, ForeignKey, Check, Exclusion, Index
 *                          always named, by PostgreSQL's rules where the script leaves it out.
 *                          Inherited checks and what a partition gets from its parent by itself
 *                          (keys, indexes, foreign keys, triggers) have no rows.
 * Index.relation_id        Table or MaterializedView. attached_to_id: the parent's Index or Key.
 * IndexColumn.expression, ExclusionElement.expression
 *                          as written, with its own parentheses where it needs them: lower(a), ((a || b)).
 * Index.predicate, Exclusion.predicate, RewriteRule.condition
 *                          the expression as written, with its own parentheses if any (for an
 *                          exclusion and a published table: inside of WHERE ( )).
 * ExclusionElement.operator "&&" or "OPERATOR(pg_catalog.=)".
 * Statistics.kinds         "ndistinct, mcv" or NULL; expressions: between ON and FROM.
 * View.query               after AS, without WITH CHECK OPTION; column_names: inside of the list.
 * MaterializedView.query   after AS, without WITH [NO] DATA.
 * ViewColumn               the columns in order, where they can be told without a server.
 * Check.expression, DomainCheck.expression, Policy.*_expression, Trigger.condition
 *                          inside of CHECK ( ), USING ( ), WHEN ( ).
 * Routine.body             the decoded string; or "BEGIN ATOMIC … END" or "RETURN …" with
 *                          is_sql_standard_body; of language c: the file, link_symbol beside it.
 *                          returns is NULL for procedures and RETURNS TABLE (see Argument.mode).
 * Routine.configuration    whole clauses, one on each line: SET search_path TO 'x'.
 * Routine.transforms       FOR TYPE a, FOR TYPE b. Routine.support: the name as written.
 * Cast.function            with the argument types: f(integer).
 * Trigger.function, EventTrigger.function
 *                          the name as written, without parentheses; Trigger.arguments: inside of them.
 * EventTrigger.tags        inside of WHEN TAG IN ( ).
 * RewriteRule.commands     what follows DO [ALSO | INSTEAD]: NOTHING, a command, or (a; b).
 * Publication.options      inside of WITH ( ). PublicationObject.object_id: Table or Schema;
 *                          column_names and predicate: inside of their parentheses.
 * Subscription.publications the list as written; connection: the decoded string.
 * Wrapper.handler, validator the name as written.
 * UserMapping.user_name    the role's name, or "public", "current_user".
 * Kept.text                the statement without its semicolon. Kept.position: its place in the script.
 * Reference.start          in bytes; the range is the identifier itself with its quotes if it has
 *                          them, also inside of a string constant ('public.a_seq'::regclass). */

gboolean rv_pg_read (RvEdit *edit, const char *text, gsize length, RvReport *report, RvProgress progress,
                     gpointer progress_data, GCancellable *cancellable, GError **error);
gboolean rv_pg_write (RvModel *model, const RvWriteOptions *options, GString *out, GError **error);
void rv_pg_write_objects (RvModel *model, GPtrArray *objects, const RvWriteOptions *options, GString *out);
char *rv_pg_quote (const char *name);
void rv_pg_resolve (RvEdit *edit, gpointer object, int field);
gboolean rv_pg_check_text (RvModel *model, gpointer object, int field, const char *text, GError **error);
