/* What there is to know of one finding, and what can be done about it: by the actions checks.fix, checks.waive,
 * checks.unwaive and checks.show of whoever holds it. */
#pragma once

#include <gtk/gtk.h>

#include "check/finding.h"
#include "model/model.h"

#define RV_TYPE_CHECK_DETAIL (rv_check_detail_get_type ())
G_DECLARE_FINAL_TYPE (RvCheckDetail, rv_check_detail, RV, CHECK_DETAIL, GtkWidget)

/* Signal "chosen" (int64 id): a person wants to see an object of the evidence. */

/** rv_check_detail_show: @finding: (nullable). */
void rv_check_detail_show (RvCheckDetail *detail, RvModel *model, RvFinding *finding);
