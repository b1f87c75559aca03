CREATE SCHEMA auth;
CREATE TABLE auth.users (id uuid PRIMARY KEY, email text UNIQUE);
CREATE TABLE profiles (id uuid PRIMARY KEY REFERENCES auth.users);
