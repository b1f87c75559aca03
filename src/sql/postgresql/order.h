/* The order in which a design is written: everything after what it needs. */
#pragma once

#include "model/model.h"

/* What stands under one heading of a script, in the order of a script without surprises. */
typedef enum {
  RV_SECTION_NONE,
  RV_SECTION_ROLES,
  RV_SECTION_DATABASES,
  RV_SECTION_SCHEMAS,
  RV_SECTION_EXTENSIONS,
  RV_SECTION_LANGUAGES,
  RV_SECTION_TYPES,
  RV_SECTION_ROUTINES,
  RV_SECTION_OPERATORS,
  RV_SECTION_DEFINITIONS,
  RV_SECTION_FOREIGN_DATA,
  RV_SECTION_SEQUENCES,
  RV_SECTION_TABLES,
  RV_SECTION_VIEWS,
  RV_SECTION_CONSTRAINTS,
  RV_SECTION_FOREIGN_KEYS,
  RV_SECTION_RULES,
  RV_SECTION_TRIGGERS,
  RV_SECTION_POLICIES,
  RV_SECTION_REPLICATION,
  RV_SECTION_STATEMENTS,
  RV_SECTION_EVENT_TRIGGERS,
  RV_SECTION_UNREAD,
  RV_N_SECTIONS
} RvSection;

typedef enum {
  RV_STEP_WHOLE, /* the object with its parts, but for what is late */
  RV_STEP_SHELL, /* only so much that others can name it */
  RV_STEP_LATE,  /* a default or a check that could not be written with its table or domain */
} RvStepType;

typedef struct {
  RvObject *object;
  RvStepType type;
  RvSection section;
  GPtrArray *path;  /* (nullable): the RvSchema objects that its texts name something of without saying so */
} RvStep;

typedef struct _RvOrder RvOrder;

/** rv_order_new: orders @objects (such as tables or views; parts stand for what they belong to),
 * or everything that has statements of its own where @objects is NULL. */
RvOrder *rv_order_new (RvModel *model, GPtrArray *objects);
void rv_order_free (RvOrder *order);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RvOrder, rv_order_free)

/** rv_order_steps: Returns: (transfer none) (element-type RvStep): the steps, first to last. */
const GArray *rv_order_steps (const RvOrder *order);

/** rv_order_is_late: Returns: whether @part has a step of its own after the object that it belongs to. */
gboolean rv_order_is_late (const RvOrder *order, gconstpointer part);

/** rv_order_has_shell: Returns: whether @object has a shell in front of it. */
gboolean rv_order_has_shell (const RvOrder *order, gconstpointer object);

gboolean rv_order_has_shells (const RvOrder *order);

/** rv_order_top: Returns: (transfer none) (nullable): what has the statement that writes @object:
 * itself, or what it is a part of. */
RvObject *rv_order_top (RvModel *model, RvObject *object);
