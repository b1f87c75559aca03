/* Writes the schemas that the benchmarks read. */
#include "generate.h"

typedef struct {
  GString *out;
  GRand *rand;
  guint n_tables;
} Dump;

static const char *const nouns[] = {
  "account", "address", "batch", "carrier", "claim", "contract", "course", "device", "document", "event", "invoice",
  "item", "journal", "lease", "meter", "order", "parcel", "payment", "plan", "policy", "product", "quote", "rate",
  "region", "route", "sensor", "shipment", "store", "supplier", "ticket", "tariff", "vehicle", "visit", "voucher",
};

static const char *const adjectives[] = {
  "actual", "allowed", "billed", "closed", "daily", "due", "external", "final", "first", "gross", "initial",
  "internal", "last", "local", "main", "net", "next", "old", "open", "primary", "shared", "spare", "total",
};

/* A type and the default that goes with it. */
static const char *const types[][2] = {
  { "text", NULL },
  { "character varying(80)", "'none'::character varying" },
  { "integer", "0" },
  { "bigint", NULL },
  { "numeric(12,2)", "0.00" },
  { "timestamp with time zone", "now()" },
  { "date", "CURRENT_DATE" },
  { "boolean", "false" },
  { "jsonb", "'{}'::jsonb" },
  { "text[]", "'{}'::text[]" },
  { "uuid", "gen_random_uuid()" },
  { "double precision", NULL },
};

static guint
below (Dump *dump, guint n)
{
  return (guint) g_rand_int_range (dump->rand, 0, (gint32) n);
}

static guint
schema_of (const Dump *dump, guint table)
{
  return table * (dump->n_tables / 40 + 1) / dump->n_tables;
}

static char *
name_of (guint table)
{
  return g_strdup_printf ("%s_%04u", nouns[table % G_N_ELEMENTS (nouns)], table);
}

static char *
path_of (const Dump *dump, guint table)
{
  g_autofree char *name = name_of (table);

  return g_strdup_printf ("area_%02u.%s", schema_of (dump, table), name);
}

/* ---- the head ------------------------------------------------------------------------------------- */

static void
write_head (Dump *dump)
{
  g_string_append (dump->out, "--\n-- PostgreSQL database dump\n--\n\n\\restrict benchmark\n\n"
                              "-- Dumped from database version 15.14\n-- Dumped by pg_dump version 15.14\n\n"
                              "SET statement_timeout = 0;\nSET lock_timeout = 0;\nSET client_encoding = 'UTF8';\n"
                              "SET standard_conforming_strings = on;\n"
                              "SELECT pg_catalog.set_config('search_path', '', false);\n"
                              "SET check_function_bodies = false;\nSET client_min_messages = warning;\n\n");
  for (guint i = 0; i <= schema_of (dump, dump->n_tables - 1); i++)
    g_string_append_printf (dump->out, "--\n-- Name: area_%02u; Type: SCHEMA; Schema: -; Owner: app\n--\n\n"
                                       "CREATE SCHEMA area_%02u;\n\n\nALTER SCHEMA area_%02u OWNER TO app;\n\n", i, i, i);
  g_string_append (dump->out,
                   "CREATE TYPE area_00.state AS ENUM (\n    'new',\n    'open',\n    'closed'\n);\n\n\n"
                   "ALTER TYPE area_00.state OWNER TO app;\n\n"
                   "CREATE FUNCTION area_00.touch() RETURNS trigger\n    LANGUAGE plpgsql\n    AS $$\n"
                   "BEGIN\n  NEW.changed_at := now();\n  RETURN NEW;\nEND;\n$$;\n\n\n"
                   "ALTER FUNCTION area_00.touch() OWNER TO app;\n\n"
                   "SET default_tablespace = '';\n\nSET default_table_access_method = heap;\n\n");
}

/* ---- tables ---------------------------------------------------------------------------------------- */

static guint
n_parents (guint table)
{
  return table == 0 ? 0 : 1 + table % 3;
}

/* A table before this one; near ones are likelier, as in real schemas. */
static guint
parent_of (guint table, guint which)
{
  guint back = 1 + (table * 7 + which * 13) % 37;

  return which == 0 || back > table ? table / (which + 2) : table - back;
}

static void
write_column (Dump *dump, guint number)
{
  guint type = below (dump, G_N_ELEMENTS (types));

  g_string_append_printf (dump->out, ",\n    %s_%02u %s", adjectives[below (dump, G_N_ELEMENTS (adjectives))], number, types[type][0]);
  if (types[type][1] != NULL && below (dump, 3) == 0)
    g_string_append_printf (dump->out, " DEFAULT %s", types[type][1]);
  if (below (dump, 2) == 0)
    g_string_append (dump->out, " NOT NULL");
}

static void
write_comments (Dump *dump, guint table, const char *path)
{
  if (table % 3 == 0)
    g_string_append_printf (dump->out, "--\n-- Name: TABLE; Type: COMMENT\n--\n\nCOMMENT ON TABLE %s IS 'What table %u is for; it''s kept in area %u.';\n\n\n",
                            path, table, schema_of (dump, table));
  if (table % 2 == 0)
    g_string_append_printf (dump->out, "COMMENT ON COLUMN %s.state IS 'Where it stands in its life';\n\n\n", path);
}

static void
write_table (Dump *dump, guint table)
{
  g_autofree char *path = path_of (dump, table);
  g_autofree char *name = name_of (table);
  guint n_columns = 2 + below (dump, 12);

  g_string_append_printf (dump->out, "--\n-- Name: %s; Type: TABLE; Schema: area_%02u; Owner: app\n--\n\nCREATE TABLE %s (\n    id bigint NOT NULL",
                          name, schema_of (dump, table), path);
  for (guint i = 0; i < n_parents (table); i++)
    g_string_append_printf (dump->out, ",\n    parent_%u_id bigint%s", i, i == 0 ? " NOT NULL" : "");
  for (guint i = 0; i < n_columns; i++)
    write_column (dump, i);
  g_string_append_printf (dump->out, ",\n    state area_00.state DEFAULT 'new'::area_00.state NOT NULL,\n"
                                     "    changed_at timestamp with time zone DEFAULT now() NOT NULL,\n    amount integer,\n"
                                     "    CONSTRAINT %s_amount_check CHECK ((amount >= 0))\n);\n\n\nALTER TABLE %s OWNER TO app;\n\n", name, path);
  write_comments (dump, table, path);
  g_string_append_printf (dump->out, "ALTER TABLE %s ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (\n    SEQUENCE NAME %s_id_seq\n"
                                     "    START WITH 1\n    INCREMENT BY 1\n    NO MINVALUE\n    NO MAXVALUE\n    CACHE 1\n);\n\n\n", path, path);
}

/* ---- what comes after all tables --------------------------------------------------------------------- */

static void
write_key (Dump *dump, guint table)
{
  g_autofree char *path = path_of (dump, table);
  g_autofree char *name = name_of (table);

  g_string_append_printf (dump->out, "--\n-- Name: %s %s_pkey; Type: CONSTRAINT; Schema: area_%02u; Owner: app\n--\n\n"
                                     "ALTER TABLE ONLY %s\n    ADD CONSTRAINT %s_pkey PRIMARY KEY (id);\n\n\n",
                          name, name, schema_of (dump, table), path, name);
  if (table % 4 == 0)
    g_string_append_printf (dump->out, "ALTER TABLE ONLY %s\n    ADD CONSTRAINT %s_state_key UNIQUE (state, changed_at);\n\n\n", path, name);
}

static void
write_indexes (Dump *dump, guint table)
{
  g_autofree char *path = path_of (dump, table);
  g_autofree char *name = name_of (table);

  for (guint i = 0; i < n_parents (table); i++)
    g_string_append_printf (dump->out, "--\n-- Name: %s_parent_%u_idx; Type: INDEX; Schema: area_%02u; Owner: app\n--\n\n"
                                       "CREATE INDEX %s_parent_%u_idx ON %s USING btree (parent_%u_id);\n\n\n",
                            name, i, schema_of (dump, table), name, i, path, i);
  if (table % 5 == 0)
    g_string_append_printf (dump->out, "CREATE INDEX %s_open_idx ON %s USING btree (changed_at DESC) WHERE (state <> 'closed'::area_00.state);\n\n\n", name, path);
  if (table % 6 == 0)
    g_string_append_printf (dump->out, "CREATE TRIGGER %s_touch BEFORE UPDATE ON %s FOR EACH ROW EXECUTE FUNCTION area_00.touch();\n\n\n", name, path);
}

static void
write_foreign_keys (Dump *dump, guint table)
{
  g_autofree char *path = path_of (dump, table);
  g_autofree char *name = name_of (table);

  for (guint i = 0; i < n_parents (table); i++)
    {
      g_autofree char *parent = path_of (dump, parent_of (table, i));

      g_string_append_printf (dump->out, "--\n-- Name: %s %s_parent_%u_fkey; Type: FK CONSTRAINT; Schema: area_%02u; Owner: app\n--\n\n"
                                         "ALTER TABLE ONLY %s\n    ADD CONSTRAINT %s_parent_%u_fkey FOREIGN KEY (parent_%u_id) REFERENCES %s(id)%s;\n\n\n",
                              name, name, i, schema_of (dump, table), path, name, i, i, parent, i == 0 ? " ON DELETE CASCADE" : "");
    }
}

static void
write_grants (Dump *dump, guint table)
{
  g_autofree char *path = path_of (dump, table);

  if (table % 2 == 0)
    g_string_append_printf (dump->out, "GRANT SELECT,INSERT,UPDATE ON TABLE %s TO reader;\n\n\n", path);
}

static void
for_each_table (Dump *dump, void (*write) (Dump *, guint))
{
  for (guint i = 0; i < dump->n_tables; i++)
    write (dump, i);
}

char *
bench_generate (guint n_tables)
{
  Dump dump = { g_string_new (NULL), g_rand_new_with_seed (n_tables), n_tables };

  write_head (&dump);
  for_each_table (&dump, write_table);
  for_each_table (&dump, write_key);
  for_each_table (&dump, write_indexes);
  for_each_table (&dump, write_foreign_keys);
  for_each_table (&dump, write_grants);
  g_string_append (dump.out, "--\n-- PostgreSQL database dump complete\n--\n\n\\unrestrict benchmark\n\n");
  g_rand_free (dump.rand);
  return g_string_free (dump.out, FALSE);
}
