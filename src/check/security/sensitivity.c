/* Names of what should not be seen by everybody. Words are compared one by one, so "ssn_last4" is found and "session" is not. */
#include "check/security/sensitivity.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static const struct {
  const char *word, *label;
} words_of[RV_N_SENSITIVITIES] = {
  { "none", N_("Not sensitive") }, { "personal", N_("Personal") }, { "identity", N_("Identity number") },
  { "health", N_("Health") }, { "payment", N_("Payment") }, { "secret", N_("Secret") },
};

/* A name counts if it is one of these, or ends in " " and these words: "*" any words before, none after. Words are joined by "_". */
typedef struct {
  RvSensitivity sensitivity;
  const char *const *names;
} Group;

/* Anywhere in the name. */
static const char *const secret_any[] = { "password", "passwd", "pwd", "passphrase", "passcode", "secret", "passwort", "kennwort", "contrasena", "contrasenia", "clave_secreta",
  "mot_de_passe", "motdepasse", "mdp", "senha", "wachtwoord", "haslo", "parola", "api_key", "apikey", "private_key", "privatekey", "secret_key", "access_key", "client_secret",
  "access_token", "refresh_token", "auth_token", "authtoken", "bearer_token", "session_token", "reset_token", "api_token", "id_token", "csrf_token", "remember_token",
  "confirmation_token", "recovery_token", "verification_token", "encryption_key", "signing_key", "webhook_secret", "totp", "otp", "mfa_secret", "two_factor_secret", "recovery_code",
  "recovery_codes", "backup_code", "backup_codes", "security_answer", "security_question", "pin_code", "pincode", "credentials", "credential", "ssh_key", "pgp_key", "hmac", "master_key",
  "oauth_token", "jwt", NULL };
static const char *const secret_whole[] = { "pin", "token", "pass", "salt", "auth_key", "hash_key", "key_material", "seed_phrase", "mnemonic", NULL };

static const char *const payment_any[] = { "card_number", "cardnumber", "credit_card", "creditcard", "debit_card", "cc_number", "ccnumber", "cc_num", "ccnum", "cvv", "cvc", "cvv2", "card_no",
  "cardno", "iban", "bic", "swift_code", "swift_bic", "account_number", "accountnumber", "bank_account", "bankaccount", "routing_number", "sort_code", "kontonummer", "bankkonto",
  "kreditkarte", "kreditkartennummer", "numero_tarjeta", "tarjeta_credito", "cuenta_bancaria", "carte_bancaire", "numero_carte", "numero_compte", "cartao_credito", "conta_bancaria",
  "rekeningnummer", "card_expiry", "card_exp", "cardholder", "card_holder", "pan_number", NULL };
static const char *const payment_whole[] = { "pan", "card_last4", "last4", "card_last_four", NULL };

static const char *const health_any[] = { "diagnosis", "diagnoses", "diagnostic_code", "icd_code", "icd10", "icd9", "blood_type", "blood_group", "blutgruppe", "medication", "medications",
  "prescription", "allergy", "allergies", "disability", "disabilities", "medical_history", "medical_record", "medical_condition", "medical_notes", "health_condition", "health_status",
  "health_record", "patient_notes", "symptom", "symptoms", "treatment", "hiv_status", "vaccination", "pregnancy", "pregnant", "mental_health", "diagnose", "krankheit", "diagnostico",
  "diagnostic_medical", "maladie", "enfermedad", "doenca", "grupo_sanguineo", "groupe_sanguin", "mrn", "genetic", "dna", "biometric", "fingerprint_data", "face_embedding", NULL };

static const char *const identity_any[] = { "ssn", "social_security", "social_security_number", "sin_number", "national_id", "nationalid", "national_insurance", "nino", "passport", "passport_no",
  "passport_number", "passnummer", "reisepass", "ausweisnummer", "personalausweis", "pasaporte", "passeport", "passaporte", "driver_license", "drivers_license", "driver_licence",
  "driving_license", "driving_licence", "license_plate", "tax_id", "taxid", "tax_number", "taxpayer_id", "tin", "vat_personal", "steuernummer", "steuer_id", "steueridentifikationsnummer",
  "sozialversicherungsnummer", "dni", "nie", "nif", "curp", "rfc", "cpf", "cnpf", "rg_number", "numero_securite_sociale", "nir", "bsn", "burgerservicenummer", "pesel", "personnummer",
  "cpr_number", "aadhaar", "aadhar", "pan_card", "codice_fiscale", "id_number", "identity_number", "id_card", "identity_card", "cedula", "rut", "voter_id", "green_card", "visa_number",
  "employee_number", NULL };

static const char *const personal_any[] = { "email", "e_mail", "emailaddress", "email_address", "mail_address", "correo", "correo_electronico", "courriel", "phone", "phone_number", "phonenumber",
  "telephone", "telefon", "telefonnummer", "telefono", "telefone", "mobile_number", "mobile_phone", "mobile_no", "cell_phone", "cellphone", "handynummer", "handy", "movil", "celular", "fax_number",
  "first_name", "firstname", "given_name", "givenname", "forename", "last_name", "lastname", "surname", "family_name", "familyname", "middle_name", "middlename", "maiden_name", "full_name",
  "fullname", "legal_name", "birth_name", "vorname", "nachname", "familienname", "apellido", "apellidos", "nombre_completo", "prenom", "nom_de_famille", "sobrenome", "nome_completo", "cognome",
  "voornaam", "achternaam", "imie", "nazwisko", "date_of_birth", "dateofbirth", "birth_date", "birthdate", "birthday", "birth_day", "dob", "geburtsdatum", "geburtstag", "fecha_nacimiento",
  "fecha_de_nacimiento", "date_de_naissance", "date_naissance", "data_nascimento", "data_di_nascita", "geboortedatum", "data_urodzenia", "place_of_birth", "birth_place", "birthplace", "geburtsort",
  "street_address", "streetaddress", "home_address", "postal_address", "mailing_address", "residential_address", "billing_address", "shipping_address", "address_line1", "address_line2",
  "address_line_1", "address_line_2", "address1", "address2", "street", "strasse", "hausnummer", "direccion", "domicilio", "adresse", "endereco", "indirizzo", "adres", "gender", "geschlecht", "genero",
  "sexe", "ethnicity", "race", "religion", "nationality", "citizenship", "marital_status", "sexual_orientation", "political_opinion", "political_views", "trade_union", "ip_address", "ipaddress",
  "ip_addr", "client_ip", "remote_ip", "remote_addr", "last_ip", "user_ip", "mac_address", "device_id", "imei", "latitude", "longitude", "geolocation", "gps", "home_phone", "work_phone", "contact_name",
  "contact_email", "contact_phone", "emergency_contact", "next_of_kin", "salary", "gehalt", "salario", "salaire", "income", "photo_id", "selfie", "linkedin", "skype", "whatsapp", "twitter_handle",
  "user_agent", "mother_maiden_name", "spouse_name", NULL };
static const char *const personal_whole[] = { "address", "mobile", "cell", "fax", "tel", "sex", "age", "zip", "zip_code", "zipcode", "postcode", "postal_code", "plz", "nombre", "nom", "nome",
  "username", "user_name", "login", "nickname", "ip", "lat", "lng", "lon", "city", "ciudad", "ville", "stadt", "wohnort", NULL };

static const Group anywhere[] = {
  { RV_SENSITIVITY_SECRET, secret_any }, { RV_SENSITIVITY_PAYMENT, payment_any }, { RV_SENSITIVITY_HEALTH, health_any }, { RV_SENSITIVITY_IDENTITY, identity_any },
  { RV_SENSITIVITY_PERSONAL, personal_any },
};
static const Group whole[] = {
  { RV_SENSITIVITY_SECRET, secret_whole }, { RV_SENSITIVITY_PAYMENT, payment_whole }, { RV_SENSITIVITY_PERSONAL, personal_whole },
};

/* Says something about such a value, not the value: email_verified_at, password_reset_count, phone_type. */
static gboolean
is_about (const RvColumnFacts *column)
{
  static const char *const last[] = { "at", "on", "count", "id", "type", "status", "verified", "confirmed", "enabled", "required", "sent", "attempts", "attempt", "policy", "length", "format",
    "template", "subject", "body", "expires", "expiry", "expiration", "changed", "updated", "created", "valid", "flag", "provider", "version", "algorithm", "method", "opt", "optin", "notifications",
    "notification", "preference", "preferences", "domain", "code_sent", "limit", "queue", "log", "hint", "score", "strength", "days", "age_days", "rotation", "ttl", "seconds", "minutes", "kind", "used", "revoked",
    "uri", "label", "purpose", "endpoint", "issuer", "prefix", "frequency", "quantity", "cost", "price", "fee", "total", "rate", NULL };
  static const char *const first[] = { "is", "has", "can", "allow", "require", "requires", "send", "enable", "show", "use", "last", "max", "min", "num", "email_template", NULL };
  const RvWords *w = column->words;
  const char *end = rv_words_last (w);

  if (w->n > 1 && g_strv_contains (last, end))
    return TRUE;
  return w->n > 1 && g_strv_contains (first, w->words[0]);
}

/* name -> sensitivity, as a pointer */
static GHashTable *
index_names (const Group *groups, guint n)
{
  GHashTable *index = g_hash_table_new (g_str_hash, g_str_equal);

  /* The first groups are the more severe ones. */
  for (guint g = n; g > 0; g--)
    for (guint i = 0; groups[g - 1].names[i] != NULL; i++)
      g_hash_table_insert (index, (gpointer) groups[g - 1].names[i], GINT_TO_POINTER (groups[g - 1].sensitivity));
  return index;
}

typedef struct {
  GHashTable *anywhere, *whole;
} Names;

static const Names *
all_names (void)
{
  static Names *names;

  if (g_once_init_enter (&names))
    {
      Names *made = g_new (Names, 1);

      made->anywhere = index_names (anywhere, G_N_ELEMENTS (anywhere));
      made->whole = index_names (whole, G_N_ELEMENTS (whole));
      g_once_init_leave (&names, made);
    }
  return names;
}

/* The table is about people, so that its bare name, address or age is one of theirs. */
static gboolean
is_of_people (const RvTableFacts *t)
{
  static const char *const words[] = { "user", "customer", "person", "people", "employee", "patient", "member", "client", "contact", "student", "staff", "guest", "applicant", "subscriber",
    "profile", "account", "owner", "driver", "passenger", "teacher", "author", "visitor", "participant", "tenant", "citizen", "resident", "doctor", "nurse", "kunde", "kunden", "mitarbeiter",
    "benutzer", "cliente", "clientes", "usuario", "usuarios", "empleado", "utilisateur", "utilisateurs", "employe", "salarie", "persona", "personas", "personne", "address", "addresses",
    "recipient", "beneficiary", "donor", "lead", "candidate", "voter", "worker", "buyer", "seller", "host", NULL };

  return rv_words_has_any (t->words, words) != NULL;
}

static gboolean
needs_people (const char *name)
{
  static const char *const names[] = { "address", "age", "sex", "zip", "zip_code", "zipcode", "postcode", "postal_code", "plz", "nombre", "nom", "nome", "city", "ciudad", "ville", "stadt",
    "lat", "lng", "lon", "login", "username", "user_name", "nickname", "mobile", "cell", "fax", "tel", "ip", NULL };

  return g_strv_contains (names, name);
}

/* The most severe name among the words of @words that stand side by side. */
static RvSensitivity
search_names (const RvTableFacts *table, const RvWords *words)
{
  static const char *const people_only[] = { "latitude", "longitude", "salary", "income", "street", "gender", "treatment", NULL };
  RvSensitivity worst = RV_SENSITIVITY_NONE;

  for (guint i = 0; i < words->n; i++)
    {
      g_autoptr (GString) name = g_string_new (NULL);

      for (guint k = i; k < words->n && k < i + 4; k++)
        {
          RvSensitivity found;

          g_string_append_printf (name, "%s%s", k > i ? "_" : "", words->words[k]);
          found = (RvSensitivity) GPOINTER_TO_INT (g_hash_table_lookup (all_names ()->anywhere, name->str));
          if (found > worst && !(words->n == 1 && g_strv_contains (people_only, name->str) && !is_of_people (table)))
            worst = found;
        }
    }
  return worst;
}

RvSensitivity
rv_sensitivity_suggest (const RvTableFacts *table, const RvColumnFacts *column)
{
  g_autofree char *name = NULL;
  RvSensitivity found;

  if (column->in_foreign_key || column->is_sequence || column->type->family == RV_TYPE_BOOLEAN)
    return RV_SENSITIVITY_NONE;
  name = g_strjoinv ("_", column->words->words);
  /* A name that is known as a whole is meant, whatever its last word says: tax_id, blood_type, marital_status. */
  found = (RvSensitivity) GPOINTER_TO_INT (g_hash_table_lookup (all_names ()->anywhere, name));
  if (found != RV_SENSITIVITY_NONE && column->words->n > 1)
    return found;
  if (is_about (column))
    return RV_SENSITIVITY_NONE;
  found = (RvSensitivity) GPOINTER_TO_INT (g_hash_table_lookup (all_names ()->whole, name));
  if (found != RV_SENSITIVITY_NONE && (!needs_people (name) || is_of_people (table)))
    return found;
  found = search_names (table, column->words);
  if (found != RV_SENSITIVITY_NONE)
    return found;
  /* The name of a person's row. */
  return g_str_equal (name, "name") && is_of_people (table) && !rv_words_has (table->words, "account") && !rv_words_has (table->words, "tenant") ? RV_SENSITIVITY_PERSONAL
                                                                                                                                                   : RV_SENSITIVITY_NONE;
}

RvSensitivity
rv_sensitivity_of (const RvTableFacts *table, const RvColumnFacts *column)
{
  const char *given = column->column->sensitivity;

  for (guint i = 0; given != NULL && i < RV_N_SENSITIVITIES; i++)
    if (g_ascii_strcasecmp (given, words_of[i].word) == 0)
      return (RvSensitivity) i;
  return rv_sensitivity_suggest (table, column);
}

const char *
rv_sensitivity_word (RvSensitivity sensitivity)
{
  return words_of[sensitivity].word;
}

const char *
rv_sensitivity_label (RvSensitivity sensitivity)
{
  return _(words_of[sensitivity].label);
}

gboolean
rv_sensitivity_is_protected (const RvColumnFacts *column)
{
  static const char *const words[] = { "hash", "hashed", "digest", "encrypted", "enc", "cipher", "ciphertext", "crypt", "masked", "mask", "redacted", "bcrypt", "argon2", "sha256", "sha1", "md5",
    "token_hash", "last4", "anonymized", "pseudonym", "tokenized", NULL };

  return rv_words_has_any (column->words, words) != NULL || column->type->family == RV_TYPE_BYTEA;
}
