/* Findings for others: a terminal, programs, code hosts. A new form is a file report-….c and a row in report.c. */
#pragma once

#include "check/rule.h"
#include "sql/places.h"

typedef struct {
  const char *file;       /* (nullable): what was judged, where a finding names no file of its own */
  RvSeverity fail_on;     /* JUnit: what is no failure is passed; see @never_fails */
  gboolean never_fails;
  const GPtrArray *rules; /* (nullable): the rules that judged (RvRule), where those are not rv_rules() */
} RvReportContext;

typedef struct {
  const char *id;         /* "sarif" */
  const char *label;      /* untranslated */
  /** write: appends @findings (RvFinding) to @out. */
  void (*write) (const GPtrArray *findings, const RvReportContext *context, GString *out);
} RvReportForm;

/** rv_report_forms: Returns: (transfer none): all forms, text first, ended by one without id. */
const RvReportForm *rv_report_forms (void);

/** rv_report_form_find: Returns: (nullable): the form called @id. */
const RvReportForm *rv_report_form_find (const char *id);

/* ---- what the forms share ------------------------------------------------------------------------------------ */

/** rv_report_file: Returns: the file of @finding, or that of the context; or NULL. */
const char *rv_report_file (const RvFinding *finding, const RvReportContext *context);

/** rv_report_advice: Returns: (nullable): what to do about @finding: its remedy, else what its fix does. */
const char *rv_report_advice (const RvFinding *finding);

/** rv_report_place: tells @findings (RvFinding), and those that they stand for, where in @file they stand as far as @places knows. */
void rv_report_place (const GPtrArray *findings, RvModel *model, const RvPlaces *places, const char *file);

void rv_report_write_text (const GPtrArray *findings, const RvReportContext *context, GString *out);
void rv_report_write_json (const GPtrArray *findings, const RvReportContext *context, GString *out);
void rv_report_write_sarif (const GPtrArray *findings, const RvReportContext *context, GString *out);
void rv_report_write_junit (const GPtrArray *findings, const RvReportContext *context, GString *out);
void rv_report_write_github (const GPtrArray *findings, const RvReportContext *context, GString *out);
