CREATE SCHEMA auth;
CREATE TABLE auth.users (id uuid PRIMARY KEY, email text UNIQUE);
CREATE TABLE profiles (id bigint PRIMARY KEY, email text REFERENCES auth.users (email));
