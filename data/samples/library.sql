-- A public library: works and their copies, members, loans and reservations.

CREATE TYPE copy_state AS ENUM ('on_shelf', 'on_loan', 'in_repair', 'lost');

CREATE DOMAIN isbn AS text CHECK (VALUE ~ '^97[89][0-9]{10}$');
COMMENT ON DOMAIN isbn IS 'Thirteen digits, without hyphens';

CREATE TABLE author (
    author_id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name text NOT NULL,
    born_in smallint,
    died_in smallint,
    CONSTRAINT author_years_in_order CHECK (died_in >= born_in)
);

CREATE TABLE work (
    work_id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    title text NOT NULL,
    language_code text NOT NULL,
    first_published smallint,
    search tsvector GENERATED ALWAYS AS (to_tsvector('simple', title)) STORED,
    CONSTRAINT work_language_form CHECK (language_code ~ '^[a-z]{3}$')
);
COMMENT ON TABLE work IS 'What somebody wrote, whatever its editions';
CREATE INDEX work_search_idx ON work USING gin (search);

CREATE TABLE authorship (
    work_id integer NOT NULL REFERENCES work ON DELETE CASCADE,
    author_id integer NOT NULL REFERENCES author ON DELETE RESTRICT,
    position smallint NOT NULL DEFAULT 1,
    PRIMARY KEY (work_id, author_id),
    CONSTRAINT authorship_position_key UNIQUE (work_id, position)
);
CREATE INDEX authorship_author_idx ON authorship (author_id);

CREATE TABLE publisher (
    publisher_id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name text NOT NULL UNIQUE,
    city text
);

CREATE TABLE edition (
    isbn isbn PRIMARY KEY,
    work_id integer NOT NULL REFERENCES work ON DELETE RESTRICT,
    publisher_id integer NOT NULL REFERENCES publisher ON DELETE RESTRICT,
    published_in smallint NOT NULL,
    pages integer,
    CONSTRAINT edition_pages_positive CHECK (pages > 0)
);
CREATE INDEX edition_work_idx ON edition (work_id);
CREATE INDEX edition_publisher_idx ON edition (publisher_id);

CREATE TABLE branch (
    branch_id smallint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name text NOT NULL UNIQUE,
    address text NOT NULL
);

CREATE TABLE copy (
    barcode bigint PRIMARY KEY,
    isbn isbn NOT NULL REFERENCES edition ON UPDATE CASCADE ON DELETE RESTRICT,
    branch_id smallint NOT NULL REFERENCES branch ON DELETE RESTRICT,
    state copy_state NOT NULL DEFAULT 'on_shelf',
    bought_on date NOT NULL DEFAULT current_date
);
COMMENT ON TABLE copy IS 'A book that one can take off the shelf';
CREATE INDEX copy_isbn_idx ON copy (isbn);
CREATE INDEX copy_branch_idx ON copy (branch_id);

CREATE TABLE member (
    member_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    card_number text NOT NULL UNIQUE,
    name text NOT NULL,
    email text UNIQUE,
    home_branch_id smallint REFERENCES branch ON DELETE SET NULL,
    joined_on date NOT NULL DEFAULT current_date,
    expires_on date NOT NULL,
    CONSTRAINT member_dates_in_order CHECK (expires_on > joined_on)
);
CREATE INDEX member_home_branch_idx ON member (home_branch_id);

CREATE TABLE loan (
    loan_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    barcode bigint NOT NULL REFERENCES copy ON DELETE RESTRICT,
    member_id bigint NOT NULL REFERENCES member ON DELETE RESTRICT,
    lent_at timestamptz NOT NULL DEFAULT now(),
    due_on date NOT NULL,
    returned_at timestamptz,
    renewals smallint NOT NULL DEFAULT 0,
    CONSTRAINT loan_returned_after_lent CHECK (returned_at >= lent_at),
    CONSTRAINT loan_renewals_range CHECK (renewals BETWEEN 0 AND 3)
);
COMMENT ON COLUMN loan.renewals IS 'Three at most';
CREATE INDEX loan_member_idx ON loan (member_id);
CREATE INDEX loan_barcode_idx ON loan (barcode);
CREATE UNIQUE INDEX loan_one_open_per_copy ON loan (barcode) WHERE returned_at IS NULL;

CREATE TABLE reservation (
    work_id integer NOT NULL REFERENCES work ON DELETE CASCADE,
    member_id bigint NOT NULL REFERENCES member ON DELETE CASCADE,
    made_at timestamptz NOT NULL DEFAULT now(),
    pick_up_branch_id smallint NOT NULL REFERENCES branch ON DELETE RESTRICT,
    PRIMARY KEY (work_id, member_id)
);
CREATE INDEX reservation_member_idx ON reservation (member_id);
CREATE INDEX reservation_branch_idx ON reservation (pick_up_branch_id);

CREATE TABLE fine (
    loan_id bigint PRIMARY KEY REFERENCES loan ON DELETE RESTRICT,
    amount numeric(8, 2) NOT NULL,
    paid_at timestamptz,
    CONSTRAINT fine_amount_positive CHECK (amount > 0)
);
COMMENT ON TABLE fine IS 'For a book that came back late; one a loan';

CREATE MATERIALIZED VIEW popular_work AS
SELECT e.work_id, count(*) AS loans
FROM loan l
JOIN copy c USING (barcode)
JOIN edition e USING (isbn)
GROUP BY e.work_id
WITH NO DATA;
CREATE UNIQUE INDEX popular_work_key ON popular_work (work_id);
