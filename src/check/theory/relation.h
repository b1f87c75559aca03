/* A relation scheme: named attributes, functional and multivalued dependencies.
 *
 * The theory knows no nulls. Whether a dependency holds where values are missing is for those to say who state it:
 * what stands here is taken to hold. */
#pragma once

#include "check/theory/fds.h"

#define RV_THEORY_ERROR (rv_theory_error_quark ())
GQuark rv_theory_error_quark (void);

typedef enum {
  RV_THEORY_ERROR_SYNTAX,   /* a text that is no dependency, or names what is not there */
  RV_THEORY_ERROR_TOO_LARGE,
} RvTheoryError;

/* More than a table of any database has columns. */
#define RV_THEORY_ATTRIBUTES_MAX 4096
#define RV_THEORY_DEPENDENCIES_MAX 20000
/* Of all right sides together. */
#define RV_THEORY_SIZE_MAX 100000

typedef struct {
  guint n_attributes;
  guint n_words;
  GPtrArray *names;
  RvFds *fds;
  RvFds *mvds;
  guint size;     /* of the right sides of what was parsed */
} RvRelation;

/** rv_relation_new: Returns: (transfer full): a relation of @n attributes of these @names without dependencies. */
RvRelation *rv_relation_new (const char *const *names, guint n);

/** rv_relation_parse: @attributes: names with commas between; one in double quotes may hold anything.
 * Returns: NULL with @error, which says the column, where a name is empty or stands there twice. */
RvRelation *rv_relation_parse (const char *attributes, GError **error);
void rv_relation_free (RvRelation *relation);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RvRelation, rv_relation_free)

/** rv_relation_find: Returns: the number of the attribute called @name, or G_MAXUINT. */
guint rv_relation_find (const RvRelation *relation, const char *name);

/** rv_relation_add: takes in "a, b -> c" or "a ->> b"; arrows may also be written → and ↠. Returns: FALSE with @error, which
 * says the column. */
gboolean rv_relation_add (RvRelation *relation, const char *text, GError **error);

/** rv_relation_set_text: Returns: (transfer full): the attributes as "{a, b}". */
char *rv_relation_set_text (const RvRelation *relation, const RvBits *set);

/** rv_relation_list_text: like rv_relation_set_text() without braces, "∅" for none. */
char *rv_relation_list_text (const RvRelation *relation, const RvBits *set);

/** rv_relation_fd_text: Returns: (transfer full): "a, b → c", or "a ↠ b" for a multivalued one. */
char *rv_relation_fd_text (const RvRelation *relation, const RvBits *lhs, const RvBits *rhs, gboolean is_multivalued);
