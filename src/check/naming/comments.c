/* M10: what is there is described. */
#include "check/rules.h"

static void
check_table_comment (RvRuleRun *run, gpointer subject)
{
  const RvTable *table = subject;

  if (table->partition_of_id != 0 || (table->comment != NULL && *table->comment != '\0'))
    return;
  rv_rule_report (run, table, _("%s has no comment that says what one of its rows is"), rv_facts_name (run->facts, table));
}

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
  { NULL },
};
