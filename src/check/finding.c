/* Findings by themselves: making, naming, comparing them. */
#include "check/finding.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "check/rule.h"

static const struct {
  const char *word;
  const char *label;
} severities[RV_N_SEVERITIES] = { { "error", N_("Error") }, { "warning", N_("Warning") }, { "info", N_("Note") } };

const char *
rv_severity_word (RvSeverity severity)
{
  return severities[severity].word;
}

const char *
rv_severity_label (RvSeverity severity)
{
  return _(severities[severity].label);
}

gboolean
rv_severity_from_word (const char *word, RvSeverity *severity)
{
  for (guint i = 0; i < RV_N_SEVERITIES; i++)
    if (strcmp (severities[i].word, word) == 0)
      {
        *severity = i;
        return TRUE;
      }
  return FALSE;
}

static void
free_evidence (gpointer data)
{
  RvEvidence *evidence = data;

  g_free (evidence->name);
  g_free (evidence->text);
  g_free (evidence);
}

RvFinding *
rv_finding_new (const RvRule *rule, char *message)
{
  RvFinding *finding = g_new0 (RvFinding, 1);

  finding->refs = 1;
  finding->rule = rule;
  finding->severity = finding->own_severity = rule->severity;
  finding->message = message;
  finding->evidence = g_ptr_array_new_with_free_func (free_evidence);
  finding->field = -1;
  return finding;
}

RvFinding *
rv_finding_ref (RvFinding *finding)
{
  finding->refs++;
  return finding;
}

void
rv_finding_unref (RvFinding *finding)
{
  if (--finding->refs > 0)
    return;
  g_ptr_array_unref (finding->evidence);
  g_clear_pointer (&finding->members, g_ptr_array_unref);
  g_free (finding->name);
  g_free (finding->message);
  g_free (finding->remedy);
  g_free (finding->detail);
  g_free (finding->fingerprint);
  g_free (finding->text);
  g_free (finding->file);
  g_free (finding->note);
  g_free (finding);
}

void
rv_finding_add_evidence (RvFinding *finding, RvId object, const char *name, const char *text)
{
  RvEvidence *evidence = g_new0 (RvEvidence, 1);

  evidence->object = object;
  evidence->name = g_strdup (name);
  evidence->text = g_strdup (text);
  g_ptr_array_add (finding->evidence, evidence);
}

const char *
rv_finding_fingerprint (RvFinding *finding)
{
  if (finding->fingerprint == NULL)
    finding->fingerprint = g_strconcat (finding->rule->id, " ", finding->name != NULL ? finding->name : "", finding->detail != NULL ? " #" : "",
                                        finding->detail, NULL);
  return finding->fingerprint;
}

int
rv_finding_compare (gconstpointer a, gconstpointer b)
{
  RvFinding *x = *(RvFinding *const *) a, *y = *(RvFinding *const *) b;
  guint rule_x, rule_y;
  int names;

  if (x->severity != y->severity)
    return x->severity < y->severity ? -1 : 1;
  if (x->weight != y->weight)
    return x->weight > y->weight ? -1 : 1;
  rule_x = rv_rule_index (x->rule);
  rule_y = rv_rule_index (y->rule);
  if (rule_x != rule_y)
    return rule_x < rule_y ? -1 : 1;
  names = strcmp (rv_finding_fingerprint (x), rv_finding_fingerprint (y));
  if (names != 0)
    return names;
  if (x->object != y->object)
    return x->object < y->object ? -1 : 1;
  return x->start != y->start ? (x->start < y->start ? -1 : 1) : strcmp (x->message, y->message);
}

GPtrArray *
rv_finding_parts (RvFinding *finding)
{
  GPtrArray *parts = g_ptr_array_new ();

  for (guint i = 0; finding->members != NULL && i < finding->members->len; i++)
    g_ptr_array_add (parts, finding->members->pdata[i]);
  if (parts->len == 0)
    g_ptr_array_add (parts, finding);
  return parts;
}

static void
add_id (GArray *ids, RvId id)
{
  for (guint i = 0; i < ids->len; i++)
    if (g_array_index (ids, RvId, i) == id)
      return;
  if (id != 0)
    g_array_append_val (ids, id);
}

GArray *
rv_finding_objects (RvFinding *finding)
{
  g_autoptr (GPtrArray) parts = rv_finding_parts (finding);
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (RvId));

  for (guint i = 0; i < parts->len; i++)
    add_id (ids, ((RvFinding *) parts->pdata[i])->object);
  for (guint i = 0; i < finding->evidence->len; i++)
    add_id (ids, ((RvEvidence *) finding->evidence->pdata[i])->object);
  return ids;
}
