/* The findings of the project while it is edited: filtered, explained, shown on the diagram, fixed and waived. */
#pragma once

#include <gtk/gtk.h>

#include "check/finding.h"

typedef struct _RvChecker RvChecker;

#define RV_TYPE_CHECKS_PANEL (rv_checks_panel_get_type ())
G_DECLARE_FINAL_TYPE (RvChecksPanel, rv_checks_panel, RV, CHECKS_PANEL, GtkWidget)

/* Signals:
 *   "failed" (char *message)   something was refused, and why
 *   "done" (char *message)     something was done that can be undone
 *   "shown" ()                 a person wants to see rv_checks_panel_objects() on a diagram
 *   "changed" ()               the findings are others now, or another one is chosen */

/** rv_checks_panel_set_checker: @checker: (nullable): looks again by itself. */
void rv_checks_panel_set_checker (RvChecksPanel *panel, RvChecker *checker);

/** rv_checks_panel_set_selection: what is selected in the window, for the filter. */
void rv_checks_panel_set_selection (RvChecksPanel *panel, const RvId *ids, guint n_ids);

/** rv_checks_panel_objects: Returns: (transfer none): RvId: what the chosen row is about; may be empty. */
const GArray *rv_checks_panel_objects (RvChecksPanel *panel);

/** rv_checks_panel_findings: Returns: (transfer none) (nullable): RvFinding: as of the last look. */
const GPtrArray *rv_checks_panel_findings (RvChecksPanel *panel);

/** rv_checks_panel_chosen: Returns: (transfer none) (nullable): the finding whose row, or evidence, is chosen. */
RvFinding *rv_checks_panel_chosen (RvChecksPanel *panel);

/** rv_checks_panel_count: Returns: how many findings of @severity there are, whatever the filter hides. */
guint rv_checks_panel_count (RvChecksPanel *panel, RvSeverity severity);

/** rv_checks_panel_step: chooses the next finding, or the one before, and shows it. */
void rv_checks_panel_step (RvChecksPanel *panel, gboolean forward);

/** rv_checks_panel_show_selected: leaves only findings about what is selected. */
void rv_checks_panel_show_selected (RvChecksPanel *panel);

/** rv_checks_panel_show_text: leaves only findings that say @text, such as the id of a rule. */
void rv_checks_panel_show_text (RvChecksPanel *panel, const char *text);

/** rv_checks_panel_has: Returns: whether there is a finding about one of @ids or a part of it. */
gboolean rv_checks_panel_has (RvChecksPanel *panel, const RvId *ids, guint n_ids);

/** rv_checks_panel_choose: chooses the first finding about @object. Returns: FALSE if there is none. */
gboolean rv_checks_panel_choose (RvChecksPanel *panel, RvId object);
