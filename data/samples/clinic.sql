-- A medical practice: who is seen by whom, when and where, and what came of it.

CREATE EXTENSION IF NOT EXISTS btree_gist;

CREATE SCHEMA clinic;

CREATE TYPE clinic.sex AS ENUM ('female', 'male', 'other', 'unknown');
CREATE TYPE clinic.visit_state AS ENUM ('booked', 'arrived', 'done', 'missed', 'cancelled');

CREATE TABLE clinic.person (
    person_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    given_name text NOT NULL,
    family_name text NOT NULL,
    born_on date NOT NULL,
    sex clinic.sex NOT NULL DEFAULT 'unknown',
    phone text,
    email text,
    CONSTRAINT person_reachable CHECK (phone IS NOT NULL OR email IS NOT NULL)
);
COMMENT ON TABLE clinic.person IS 'Patients and staff alike';
CREATE INDEX person_name_idx ON clinic.person (lower(family_name), lower(given_name));

CREATE TABLE clinic.patient (
    patient_id bigint PRIMARY KEY REFERENCES clinic.person ON DELETE RESTRICT,
    chart_number text NOT NULL UNIQUE,
    insurer text,
    policy_number text,
    registered_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT patient_policy_has_insurer CHECK (policy_number IS NULL OR insurer IS NOT NULL)
);
COMMENT ON TABLE clinic.patient IS 'A person who is treated here';

CREATE TABLE clinic.specialty (
    specialty_id smallint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name text NOT NULL UNIQUE
);

CREATE TABLE clinic.practitioner (
    practitioner_id bigint PRIMARY KEY REFERENCES clinic.person ON DELETE RESTRICT,
    specialty_id smallint NOT NULL REFERENCES clinic.specialty ON DELETE RESTRICT,
    licence_number text NOT NULL UNIQUE,
    hired_on date NOT NULL,
    left_on date,
    CONSTRAINT practitioner_dates_in_order CHECK (left_on >= hired_on)
);
COMMENT ON TABLE clinic.practitioner IS 'A person who treats others';
CREATE INDEX practitioner_specialty_idx ON clinic.practitioner (specialty_id);

CREATE TABLE clinic.room (
    room_id smallint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name text NOT NULL UNIQUE,
    floor smallint NOT NULL DEFAULT 0,
    is_step_free boolean NOT NULL DEFAULT true
);

CREATE TABLE clinic.visit (
    visit_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    patient_id bigint NOT NULL REFERENCES clinic.patient ON DELETE RESTRICT,
    practitioner_id bigint NOT NULL REFERENCES clinic.practitioner ON DELETE RESTRICT,
    room_id smallint NOT NULL REFERENCES clinic.room ON DELETE RESTRICT,
    during tstzrange NOT NULL,
    state clinic.visit_state NOT NULL DEFAULT 'booked',
    reason text NOT NULL DEFAULT '',
    CONSTRAINT visit_has_length CHECK (NOT isempty(during) AND NOT lower_inf(during) AND NOT upper_inf(during)),
    CONSTRAINT visit_one_at_a_time_in_room EXCLUDE USING gist (room_id WITH =, during WITH &&)
        WHERE (state <> 'cancelled'),
    CONSTRAINT visit_one_at_a_time_for_practitioner EXCLUDE USING gist (practitioner_id WITH =, during WITH &&)
        WHERE (state <> 'cancelled')
);
COMMENT ON TABLE clinic.visit IS 'An appointment, kept or not';
COMMENT ON COLUMN clinic.visit.during IS 'From when to when; no room and no practitioner is booked twice';
CREATE INDEX visit_patient_idx ON clinic.visit (patient_id);
CREATE INDEX visit_practitioner_idx ON clinic.visit (practitioner_id);
CREATE INDEX visit_room_idx ON clinic.visit (room_id);

CREATE TABLE clinic.condition (
    code text PRIMARY KEY,
    title text NOT NULL,
    CONSTRAINT condition_code_form CHECK (code ~ '^[A-Z][0-9]{2}(\.[0-9A-Z]{1,4})?$')
);
COMMENT ON TABLE clinic.condition IS 'The catalogue of conditions';

CREATE TABLE clinic.diagnosis (
    visit_id bigint NOT NULL REFERENCES clinic.visit ON DELETE CASCADE,
    condition_code text NOT NULL REFERENCES clinic.condition ON UPDATE CASCADE ON DELETE RESTRICT,
    is_certain boolean NOT NULL DEFAULT false,
    note text,
    PRIMARY KEY (visit_id, condition_code)
);
CREATE INDEX diagnosis_condition_idx ON clinic.diagnosis (condition_code);

CREATE TABLE clinic.medicine (
    medicine_id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name text NOT NULL,
    strength text NOT NULL,
    form text NOT NULL,
    CONSTRAINT medicine_key UNIQUE (name, strength, form)
);

CREATE TABLE clinic.prescription (
    prescription_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    visit_id bigint NOT NULL REFERENCES clinic.visit ON DELETE RESTRICT,
    medicine_id integer NOT NULL REFERENCES clinic.medicine ON DELETE RESTRICT,
    dose text NOT NULL,
    days smallint NOT NULL,
    written_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT prescription_days_range CHECK (days BETWEEN 1 AND 366)
);
CREATE INDEX prescription_visit_idx ON clinic.prescription (visit_id);
CREATE INDEX prescription_medicine_idx ON clinic.prescription (medicine_id);

CREATE TABLE clinic.allergy (
    patient_id bigint NOT NULL REFERENCES clinic.patient ON DELETE CASCADE,
    medicine_id integer NOT NULL REFERENCES clinic.medicine ON DELETE RESTRICT,
    noticed_on date NOT NULL,
    reaction text NOT NULL,
    PRIMARY KEY (patient_id, medicine_id)
);
CREATE INDEX allergy_medicine_idx ON clinic.allergy (medicine_id);

CREATE VIEW clinic.today AS
SELECT v.visit_id,
       lower(v.during) AS starts_at,
       upper(v.during) AS ends_at,
       r.name AS room,
       p.family_name || ', ' || p.given_name AS patient,
       v.state
FROM clinic.visit v
JOIN clinic.room r USING (room_id)
JOIN clinic.person p ON p.person_id = v.patient_id
WHERE v.during && tstzrange(current_date, current_date + 1);
COMMENT ON VIEW clinic.today IS 'The list on the front desk';

ALTER TABLE clinic.diagnosis ENABLE ROW LEVEL SECURITY;
CREATE POLICY diagnosis_of_own_visits ON clinic.diagnosis
    USING (EXISTS (SELECT FROM clinic.visit v
                   WHERE v.visit_id = diagnosis.visit_id
                     AND v.practitioner_id = current_setting('clinic.practitioner_id', true)::bigint));
