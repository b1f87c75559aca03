/* Types: enums, composites, ranges and domains, made and altered. */
#include "sql/postgresql/reader.h"

/* Makes an object of @kind with a qualified name, unless a type of that name is there. */
static gpointer
make_type (RvPgReader *r, RvKind kind, int name_field, int owner_field, const char *schema, const char *name)
{
  RvSchema *home = rv_pg_home (r, schema);
  gpointer type;

  for (const RvKind *k = rv_pg_type_kinds; *k != RV_KIND_NONE; k++)
    if (rv_model_find (r->model, *k, home->object.id, name) != NULL)
      {
        rv_pg_fail (r, -1, _("There is a type “%s” already."), name);
        return NULL;
      }
  type = rv_edit_insert (r->edit, kind, home->object.id);
  rv_edit_set_text (r->edit, type, name_field, name);
  rv_edit_set_number (r->edit, type, owner_field, r->session_role);
  return type;
}

static void
apply_enum (RvPgReader *r, const void *statement)
{
  const PgQuery__CreateEnumStmt *s = statement;
  const char *schema, *name;
  RvEnum *type;

  rv_pg_names (s->type_name, s->n_type_name, &schema, &name);
  type = make_type (r, RV_KIND_ENUM, RvEnum_name, RvEnum_owner_id, schema, name);
  if (type == NULL)
    return;
  for (gsize i = 0; i < s->n_vals; i++)
    {
      RvEnumValue *value = rv_edit_insert (r->edit, RV_KIND_ENUM_VALUE, type->object.id);

      rv_edit_set_text (r->edit, value, RvEnumValue_name, rv_pg_string (s->vals[i]));
    }
  rv_pg_made (r, type);
}

static void
apply_alter_enum (RvPgReader *r, const void *statement)
{
  const PgQuery__AlterEnumStmt *s = statement;
  const char *schema, *name;
  RvEnum *type;
  RvEnumValue *old, *neighbor, *value;

  rv_pg_names (s->type_name, s->n_type_name, &schema, &name);
  type = rv_pg_find_kind (r, schema, name, RV_KIND_ENUM);
  if (type == NULL)
    {
      rv_pg_fail (r, -1, _("There is no enum type “%s”."), name);
      return;
    }
  if (rv_pg_given (s->old_val) != NULL)
    {
      old = rv_model_find (r->model, RV_KIND_ENUM_VALUE, type->object.id, s->old_val);
      if (old == NULL)
        rv_pg_fail (r, -1, _("The type “%s” has no value “%s”."), name, s->old_val);
      else
        rv_edit_set_text (r->edit, old, RvEnumValue_name, s->new_val);
      return;
    }
  if (rv_model_find (r->model, RV_KIND_ENUM_VALUE, type->object.id, s->new_val) != NULL)
    {
      if (!s->skip_if_new_val_exists)
        rv_pg_fail (r, -1, _("The type “%s” has a value “%s” already."), name, s->new_val);
      return;
    }
  neighbor = rv_pg_given (s->new_val_neighbor) != NULL
               ? rv_model_find (r->model, RV_KIND_ENUM_VALUE, type->object.id, s->new_val_neighbor) : NULL;
  value = rv_edit_insert (r->edit, RV_KIND_ENUM_VALUE, type->object.id);
  rv_edit_set_text (r->edit, value, RvEnumValue_name, s->new_val);
  if (neighbor != NULL)
    rv_edit_move_to (r->edit, value, (guint) neighbor->position + (s->new_val_is_after ? 1 : 0));
}

/* ---- composite types ------------------------------------------------------------------------------- */

void
rv_pg_attribute (RvPgReader *r, RvComposite *composite, const PgQuery__ColumnDef *def, RvAttribute *attribute)
{
  int from = rv_pg_at (r, def->type_name->location);

  if (rv_pg_column (r, composite, def->colname) != NULL)
    {
      rv_pg_fail (r, def->location, _("The attribute “%s” is there twice."), def->colname);
      return;
    }
  attribute = rv_edit_insert (r->edit, RV_KIND_ATTRIBUTE, composite->object.id);
  rv_edit_set_text (r->edit, attribute, RvAttribute_name, def->colname);
  rv_pg_set_type (r, attribute, RvAttribute_type, from, rv_pg_type_end (r, from), def->type_name);
  if (def->coll_clause != NULL)
    {
      int word = rv_pg_at (r, def->coll_clause->location);

      rv_pg_set_sql (r, attribute, RvAttribute_collation, word + 1, rv_pg_name_end (r, word + 1), &def->coll_clause->base, NULL);
    }
}

static void
apply_composite (RvPgReader *r, const void *statement)
{
  const PgQuery__CompositeTypeStmt *s = statement;
  RvComposite *type = make_type (r, RV_KIND_COMPOSITE, RvComposite_name, RvComposite_owner_id, s->typevar->schemaname, s->typevar->relname);

  if (type == NULL)
    return;
  for (gsize i = 0; i < s->n_coldeflist; i++)
    if (s->coldeflist[i]->node_case == NODE (COLUMN_DEF))
      rv_pg_attribute (r, type, s->coldeflist[i]->column_def, NULL);
  rv_pg_made (r, type);
}

/* ---- ranges --------------------------------------------------------------------------------------------- */

/* The tree takes the names of functions for types. */
static void
set_range_option (RvPgReader *r, RvRange *range, int field, int from, const Node *value)
{
  gboolean is_function = (field == RvRange_canonical || field == RvRange_subtype_diff) && value != NULL && value->node_case == NODE (TYPE_NAME);
  PgQuery__FuncCall call = PG_QUERY__FUNC_CALL__INIT;

  if (is_function)
    {
      call.funcname = value->type_name->names;
      call.n_funcname = value->type_name->n_names;
      call.location = value->type_name->location;
    }
  rv_pg_set_sql (r, range, field, from + 2, rv_pg_element_end (r, from), is_function ? &call.base : (gpointer) value, NULL);
}

static void
apply_range (RvPgReader *r, const void *statement)
{
  static const struct {
    const char *option;
    int field;
  } fields[] = { { "subtype", RvRange_subtype }, { "subtype_opclass", RvRange_subtype_opclass }, { "collation", RvRange_collation },
                 { "canonical", RvRange_canonical }, { "subtype_diff", RvRange_subtype_diff }, { "multirange_type_name", RvRange_multirange_name } };
  const PgQuery__CreateRangeStmt *s = statement;
  const char *schema, *name;
  RvRange *range;

  rv_pg_names (s->type_name, s->n_type_name, &schema, &name);
  range = make_type (r, RV_KIND_RANGE, RvRange_name, RvRange_owner_id, schema, name);
  if (range == NULL)
    return;
  for (gsize i = 0; i < s->n_params; i++)
    {
      const PgQuery__DefElem *option = s->params[i]->def_elem;
      int from = rv_pg_at (r, option->location);

      for (guint k = 0; k < G_N_ELEMENTS (fields); k++)
        if (g_str_equal (option->defname, fields[k].option))
          set_range_option (r, range, fields[k].field, from, option->arg);
    }
  rv_pg_made (r, range);
}

/* ---- domains -------------------------------------------------------------------------------------------- */

void
rv_pg_domain_check (RvPgReader *r, RvDomain *domain, const PgQuery__Constraint *constraint, int from, int to)
{
  const char *given = rv_pg_given (constraint->conname);
  g_autofree char *name = given != NULL ? g_strdup (given) : rv_pg_choose_name (r, domain->schema_id, domain->name, NULL, "check", TRUE);
  RvDomainCheck *check;

  if (rv_model_find (r->model, RV_KIND_DOMAIN_CHECK, domain->object.id, name) != NULL)
    {
      rv_pg_fail (r, constraint->location, _("The domain “%s” has a constraint “%s” already."), domain->name, name);
      return;
    }
  if (rv_pg_is (r, from, "CONSTRAINT"))
    from += 2;
  check = rv_edit_insert (r->edit, RV_KIND_DOMAIN_CHECK, domain->object.id);
  rv_edit_set_text (r->edit, check, RvDomainCheck_name, name);
  rv_pg_set_sql (r, check, RvDomainCheck_expression, from + 2, rv_pg_after (r, from + 1) - 1, constraint->raw_expr, NULL);
  rv_edit_set_number (r->edit, check, RvDomainCheck_not_valid, constraint->skip_validation);
  rv_pg_made (r, check);
}

static int
next_constraint (RvPgReader *r, const PgQuery__CreateDomainStmt *s, gsize i)
{
  if (i + 1 < s->n_constraints && s->constraints[i + 1]->node_case == NODE (CONSTRAINT))
    return rv_pg_at (r, s->constraints[i + 1]->constraint->location);
  return rv_pg_n_tokens (r);
}

static void
read_domain_constraints (RvPgReader *r, RvDomain *domain, const PgQuery__CreateDomainStmt *s)
{
  for (gsize i = 0; i < s->n_constraints; i++)
    {
      const PgQuery__Constraint *c = s->constraints[i]->constraint;
      int from = rv_pg_at (r, c->location), to = next_constraint (r, s, i);

      if (s->coll_clause != NULL && s->coll_clause->location > c->location)
        to = MIN (to, rv_pg_at (r, s->coll_clause->location));
      if (c->contype == PG_QUERY__CONSTR_TYPE__CONSTR_CHECK)
        rv_pg_domain_check (r, domain, c, from, to);
      else if (c->contype == PG_QUERY__CONSTR_TYPE__CONSTR_NOTNULL)
        rv_edit_set_number (r->edit, domain, RvDomain_not_null, TRUE);
      else if (c->contype == PG_QUERY__CONSTR_TYPE__CONSTR_DEFAULT)
        {
          if (rv_pg_is (r, from, "CONSTRAINT"))
            from += 2;
          rv_pg_set_sql (r, domain, RvDomain_default_value, from + 1, to, c->raw_expr, NULL);
        }
    }
}

static void
apply_domain (RvPgReader *r, const void *statement)
{
  const PgQuery__CreateDomainStmt *s = statement;
  const char *schema, *name;
  int from = rv_pg_at (r, s->type_name->location);
  RvDomain *domain;

  rv_pg_names (s->domainname, s->n_domainname, &schema, &name);
  domain = make_type (r, RV_KIND_DOMAIN, RvDomain_name, RvDomain_owner_id, schema, name);
  if (domain == NULL)
    return;
  rv_pg_set_type (r, domain, RvDomain_type, from, rv_pg_type_end (r, from), s->type_name);
  if (s->coll_clause != NULL)
    {
      int word = rv_pg_at (r, s->coll_clause->location);

      rv_pg_set_sql (r, domain, RvDomain_collation, word + 1, rv_pg_name_end (r, word + 1), &s->coll_clause->base, NULL);
    }
  read_domain_constraints (r, domain, s);
  rv_pg_made (r, domain);
}

static void
apply_alter_domain (RvPgReader *r, const void *statement)
{
  const PgQuery__AlterDomainStmt *s = statement;
  const char *schema, *name;
  RvDomain *domain;
  RvDomainCheck *check = NULL;
  int n = rv_pg_n_tokens (r);

  rv_pg_names (s->type_name, s->n_type_name, &schema, &name);
  domain = rv_pg_find_kind (r, schema, name, RV_KIND_DOMAIN);
  if (domain == NULL)
    {
      rv_pg_fail (r, -1, _("There is no domain “%s”."), name);
      return;
    }
  if (rv_pg_given (s->name) != NULL && (s->subtype[0] == 'X' || s->subtype[0] == 'V'))
    {
      check = rv_model_find (r->model, RV_KIND_DOMAIN_CHECK, domain->object.id, s->name);
      if (check == NULL && !s->missing_ok)
        rv_pg_fail (r, -1, _("The domain “%s” has no constraint “%s”."), name, s->name);
    }
  if (s->subtype[0] == 'T' && s->def == NULL)
    rv_pg_clear_text (r, domain, RvDomain_default_value);
  else if (s->subtype[0] == 'T')
    rv_pg_set_sql (r, domain, RvDomain_default_value, rv_pg_find (r, 3, n, "DEFAULT") + 1, n, s->def, NULL);
  else if (s->subtype[0] == 'N' || s->subtype[0] == 'O')
    rv_edit_set_number (r->edit, domain, RvDomain_not_null, s->subtype[0] == 'O');
  else if (s->subtype[0] == 'C')
    rv_pg_domain_check (r, domain, s->def->constraint, rv_pg_at (r, s->def->constraint->location), n);
  else if (s->subtype[0] == 'X' && check != NULL)
    rv_edit_remove (r->edit, check);
  else if (s->subtype[0] == 'V' && check != NULL)
    rv_edit_set_number (r->edit, check, RvDomainCheck_not_valid, FALSE);
}

const RvPgHandler rv_pg_type_handlers[] = {
  { NODE (CREATE_ENUM_STMT), "CREATE TYPE", apply_enum },
  { NODE (ALTER_ENUM_STMT), "ALTER TYPE", apply_alter_enum },
  { NODE (COMPOSITE_TYPE_STMT), "CREATE TYPE", apply_composite },
  { NODE (CREATE_RANGE_STMT), "CREATE TYPE", apply_range },
  { NODE (CREATE_DOMAIN_STMT), "CREATE DOMAIN", apply_domain },
  { NODE (ALTER_DOMAIN_STMT), "ALTER DOMAIN", apply_alter_domain },
  { 0 },
};
