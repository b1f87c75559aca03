-- A small library, written by hand.
CREATE SCHEMA library;

CREATE TYPE library.condition AS ENUM ('new', 'worn', 'lost');

CREATE TABLE library.author (
    id bigint GENERATED ALWAYS AS IDENTITY,
    name text NOT NULL,
    CONSTRAINT author_pkey PRIMARY KEY (id)
);
COMMENT ON TABLE library.author IS 'Who wrote it';

CREATE TABLE library.book (
    isbn character(13) NOT NULL,
    title text NOT NULL,
    author_id bigint NOT NULL,
    price numeric(10,2) DEFAULT 0,
    CONSTRAINT book_pkey PRIMARY KEY (isbn),
    CONSTRAINT book_price_check CHECK (price >= 0),
    CONSTRAINT book_author_id_fkey FOREIGN KEY (author_id) REFERENCES library.author (id) ON DELETE CASCADE
);
CREATE INDEX book_title_idx ON library.book USING btree (lower(title));

CREATE TABLE library.copy (
    isbn character(13) NOT NULL,
    number integer NOT NULL,
    state library.condition DEFAULT 'new'::library.condition,
    CONSTRAINT copy_pkey PRIMARY KEY (isbn, number),
    CONSTRAINT copy_isbn_fkey FOREIGN KEY (isbn) REFERENCES library.book (isbn)
);

CREATE VIEW library.worn AS
 SELECT b.title
   FROM library.copy c
     JOIN library.book b ON b.isbn = c.isbn
  WHERE c.state = 'worn'::library.condition;

INSERT INTO library.author (name) VALUES ('Nobody');
