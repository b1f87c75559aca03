/* Names and icons of objects for people. */
#include "app/labels.h"

#include <glib/gi18n.h>

static char *
name_of (RvModel *model, RvId id)
{
  const RvObject *object = rv_model_get (model, id);

  return object != NULL ? rv_object_label (model, object) : g_strdup ("?");
}

static char *
label_for_nameless (RvModel *model, const RvObject *object)
{
  if (object->kind == RV_KIND_FOREIGN_KEY)
    {
      g_autofree char *target = name_of (model, ((const RvForeignKey *) object)->referenced_table_id);

      return g_strdup_printf (_("References %s"), target);
    }
  if (object->kind == RV_KIND_KEY)
    return g_strdup (((const RvKey *) object)->is_primary ? _("Primary key") : _("Unique"));
  if (object->kind == RV_KIND_CAST)
    return g_strdup_printf ("%s → %s", ((const RvCast *) object)->source_type, ((const RvCast *) object)->target_type);
  if (object->kind == RV_KIND_DEFAULT_PRIVILEGE)
    return g_strdup_printf (_("%s on %s"), ((const RvDefaultPrivilege *) object)->privilege, ((const RvDefaultPrivilege *) object)->object_type);
  return g_strdup (_(rv_kind_info (object->kind)->label));
}

char *
rv_object_label (RvModel *model, const RvObject *object)
{
  const char *name = rv_record_name (object);
  char *label = name[0] != '\0' ? g_utf8_make_valid (name, -1) : label_for_nameless (model, object);

  g_strdelimit (label, "\r\n\t", ' ');
  return label;
}

static char *
first_words (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);

  g_strdelimit (valid, "\r\n\t", ' ');
  if (g_utf8_strlen (valid, -1) > 60)
    *g_utf8_offset_to_pointer (valid, 60) = '\0';
  return g_steal_pointer (&valid);
}

char *
rv_object_detail (RvModel *model, const RvObject *object)
{
  switch ((int) object->kind)
    {
    case RV_KIND_COLUMN:
      return ((const RvColumn *) object)->type != NULL ? first_words (((const RvColumn *) object)->type) : NULL;
    case RV_KIND_ATTRIBUTE:
      return ((const RvAttribute *) object)->type != NULL ? first_words (((const RvAttribute *) object)->type) : NULL;
    case RV_KIND_DOMAIN:
      return ((const RvDomain *) object)->type != NULL ? first_words (((const RvDomain *) object)->type) : NULL;
    case RV_KIND_FOREIGN_KEY:
      return name_of (model, ((const RvForeignKey *) object)->referenced_table_id);
    case RV_KIND_ROUTINE:
      return ((const RvRoutine *) object)->returns != NULL ? first_words (((const RvRoutine *) object)->returns) : NULL;
    default:
      return NULL;
    }
}

char *
rv_object_place_text (RvModel *model, const RvObject *object)
{
  GString *path = g_string_new (NULL);
  const RvObject *each = object;

  for (guint depth = 0; depth < 8; depth++)
    {
      g_autofree char *label = NULL;

      each = rv_model_get (model, rv_record_parent (each));
      if (each == NULL)
        break;
      label = rv_object_label (model, each);
      if (path->len > 0)
        g_string_prepend (path, " › ");
      g_string_prepend (path, label);
    }
  return g_string_free (path, FALSE);
}

const char *
rv_kind_icon (RvKind kind)
{
  static const char *const icons[RV_N_KINDS] = {
    [RV_KIND_TABLE] = "rv-table-symbolic",
    [RV_KIND_COLUMN] = "rv-column-symbolic",
    [RV_KIND_ATTRIBUTE] = "rv-column-symbolic",
    [RV_KIND_VIEW_COLUMN] = "rv-column-symbolic",
    [RV_KIND_KEY] = "rv-key-symbolic",
    [RV_KIND_FOREIGN_KEY] = "rv-foreign-key-symbolic",
    [RV_KIND_CHECK] = "rv-check-symbolic",
    [RV_KIND_DOMAIN_CHECK] = "rv-check-symbolic",
    [RV_KIND_EXCLUSION] = "rv-check-symbolic",
    [RV_KIND_INDEX] = "rv-index-symbolic",
    [RV_KIND_STATISTICS] = "rv-index-symbolic",
    [RV_KIND_SEQUENCE] = "rv-sequence-symbolic",
    [RV_KIND_VIEW] = "rv-view-symbolic",
    [RV_KIND_MATERIALIZED_VIEW] = "rv-materialized-view-symbolic",
    [RV_KIND_ENUM] = "rv-enum-symbolic",
    [RV_KIND_ENUM_VALUE] = "rv-object-symbolic",
    [RV_KIND_COMPOSITE] = "rv-type-symbolic",
    [RV_KIND_RANGE] = "rv-type-symbolic",
    [RV_KIND_DOMAIN] = "rv-type-symbolic",
    [RV_KIND_COLLATION] = "rv-type-symbolic",
    [RV_KIND_ROUTINE] = "rv-routine-symbolic",
    [RV_KIND_AGGREGATE] = "rv-routine-symbolic",
    [RV_KIND_OPERATOR] = "rv-routine-symbolic",
    [RV_KIND_CAST] = "rv-routine-symbolic",
    [RV_KIND_TRIGGER] = "rv-trigger-symbolic",
    [RV_KIND_EVENT_TRIGGER] = "rv-trigger-symbolic",
    [RV_KIND_REWRITE_RULE] = "rv-trigger-symbolic",
    [RV_KIND_POLICY] = "rv-policy-symbolic",
    [RV_KIND_DEFAULT_PRIVILEGE] = "rv-policy-symbolic",
    [RV_KIND_ROLE] = "rv-role-symbolic",
    [RV_KIND_SCHEMA] = "rv-schema-symbolic",
    [RV_KIND_DATABASE] = "rv-server-symbolic",
    [RV_KIND_SERVER] = "rv-server-symbolic",
    [RV_KIND_WRAPPER] = "rv-server-symbolic",
    [RV_KIND_PUBLICATION] = "rv-server-symbolic",
    [RV_KIND_SUBSCRIPTION] = "rv-server-symbolic",
    [RV_KIND_EXTENSION] = "rv-extension-symbolic",
    [RV_KIND_KEPT] = "rv-kept-symbolic",
    [RV_KIND_DIAGRAM] = "rv-diagram-symbolic",
    [RV_KIND_NOTE] = "rv-note-symbolic",
    [RV_KIND_AREA] = "rv-area-symbolic",
  };

  return kind < RV_N_KINDS && icons[kind] != NULL ? icons[kind] : "rv-object-symbolic";
}

char *
rv_kind_count_text (RvKind kind, guint n)
{
  const RvKindInfo *info = rv_kind_info (kind);

  /* Translators: a number and a kind of objects, such as “3 Columns”. */
  return g_strdup_printf (_("%u %s"), n, n == 1 ? _(info->label) : _(info->labels));
}
