/* M10 to M12, M14: what is there is described. */
#include "check/rules.h"

static void
check_table_comment (RvRuleRun *run, gpointer subject)
{
  const RvTable *table = subject;

  if (table->partition_of_id != 0 || (table->comment != NULL && *table->comment != '\0'))
    return;
  rv_rule_report (run, table, _("%s has no comment that says what one of its rows is"), rv_facts_name (run->facts, table));
}

static gboolean
is_silent (const char *comment)
{
  return comment == NULL || *comment == '\0';
}

static void
check_column_comments (RvRuleRun *run, gpointer subject)
{
  const RvTableFacts *t = rv_facts_table (run->facts, ((RvTable *) subject)->object.id);

  for (guint i = 0; t->table->partition_of_id == 0 && i < t->columns->len; i++)
    {
      const RvColumn *column = g_array_index (t->columns, RvColumnFacts, i).column;

      if (is_silent (column->comment) && !column->is_inherited)
        rv_rule_report (run, column, _("%s has no comment"), rv_facts_name (run->facts, column));
    }
}

static void
check_other_comments (RvRuleRun *run, gpointer subject)
{
  static const struct {
    RvKind kind;
    int field;
  } kinds[] = { { RV_KIND_ROUTINE, RvRoutine_comment }, { RV_KIND_TRIGGER, RvTrigger_comment }, { RV_KIND_VIEW, RvView_comment },
                { RV_KIND_INDEX, RvIndex_comment }, { RV_KIND_CHECK, RvCheck_comment } };

  for (guint k = 0; k < G_N_ELEMENTS (kinds); k++)
    {
      const GPtrArray *all = rv_model_all (run->model, kinds[k].kind);

      for (guint i = 0; i < all->len; i++)
        if (is_silent (rv_record_text (all->pdata[i], rv_field_info (kinds[k].field))))
          rv_rule_report (run, all->pdata[i], _("%s has no comment"), rv_facts_name (run->facts, all->pdata[i]));
    }
}

static void
check_tags (RvRuleRun *run, gpointer subject)
{
  const RvTable *table = subject;
  g_autoptr (GPtrArray) taggings = rv_model_children (run->model, table->object.id, RV_KIND_TAGGING);

  if (taggings->len == 0 && table->partition_of_id == 0)
    rv_rule_report (run, table, _("%s has no tag"), rv_facts_name (run->facts, table));
}

#define OPINION(Id, Title, Many, Explanation, Subject, Check, ...) \
  { .id = Id, .group = RV_GROUP_NAMING, .severity = RV_SEVERITY_INFO, .title = Title, .explanation = Explanation, .subject = Subject, \
    .flags = RV_RULE_OFF, .many = Many, .reads = RV_READS (__VA_ARGS__), .check = Check }

const RvRule rv_rules_comments[] = {
  {
    .id = "M10",
    .group = RV_GROUP_NAMING,
    .severity = RV_SEVERITY_INFO,
    .title = N_("Table without comment"),
    .explanation = N_("A sentence that says what one row of the table stands for is what newcomers, reports and data catalogues look for first; "
                      "it is kept in the database and travels with dumps."),
    .reference = "https://www.postgresql.org/docs/current/sql-comment.html",
    .subject = RV_KIND_TABLE,
    .reads = RV_READS (RV_KIND_TABLE),
    .many = N_("Tables without a comment: %u"),
    .check = check_table_comment,
  },
  OPINION ("M11", N_("Column without comment"), N_("Columns without a comment: %u"), N_("A comment on each column makes a design its own data dictionary. Good names need few."),
           RV_KIND_TABLE, check_column_comments, RV_KIND_TABLE, RV_KIND_COLUMN),
  OPINION ("M12", N_("View, routine, trigger, index or check without comment"), N_("Views, routines, triggers, indexes and checks without a comment: %u"),
           N_("What a routine or an index is for is seldom seen from it."), RV_KIND_PROJECT, check_other_comments, RV_KIND_ROUTINE, RV_KIND_TRIGGER, RV_KIND_VIEW,
           RV_KIND_INDEX, RV_KIND_CHECK),
  OPINION ("M14", N_("Table without tag"), N_("Tables without a tag: %u"), N_("Tags sort the tables of a large design by subject, owner or sensitivity."), RV_KIND_TABLE, check_tags,
           RV_KIND_TABLE, RV_KIND_TAGGING),
  { NULL },
};
