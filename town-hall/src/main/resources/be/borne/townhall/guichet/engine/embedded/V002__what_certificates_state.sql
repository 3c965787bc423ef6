-- What twenty kinds of certificate state. The register is filled anew at every start: nothing is lost.
DROP TABLE resident;
DROP TABLE household;

CREATE TABLE household (
  id                    INTEGER PRIMARY KEY,
  street                TEXT NOT NULL,
  postal_code           TEXT NOT NULL,
  locality_fr           TEXT NOT NULL,
  locality_nl           TEXT NOT NULL,
  locality_de           TEXT NOT NULL,
  cohabitation_declared TEXT,
  cohabitant_1          TEXT,
  cohabitant_2          TEXT
) STRICT;

CREATE TABLE resident (
  national_number   TEXT PRIMARY KEY,
  household         INTEGER NOT NULL REFERENCES household (id),
  position          INTEGER NOT NULL,
  relation          TEXT NOT NULL,
  sex               TEXT NOT NULL,
  name              TEXT NOT NULL,
  first_names       TEXT NOT NULL,
  born              TEXT NOT NULL,
  birthplace        TEXT NOT NULL,
  nationality       TEXT NOT NULL,
  nationality_since TEXT,
  civil_status      TEXT NOT NULL,
  register          TEXT NOT NULL,
  registered_since  TEXT NOT NULL,
  since             TEXT NOT NULL,
  burial_method     TEXT,
  burial_rite       TEXT,
  burial_declared   TEXT,
  not_an_elector    INTEGER NOT NULL,
  UNIQUE (household, position)
) STRICT;

CREATE TABLE earlier_address (
  resident    TEXT NOT NULL REFERENCES resident (national_number),
  since       TEXT NOT NULL,
  until       TEXT NOT NULL,
  street      TEXT NOT NULL,
  postal_code TEXT NOT NULL,
  locality_fr TEXT NOT NULL,
  locality_nl TEXT NOT NULL,
  locality_de TEXT NOT NULL,
  PRIMARY KEY (resident, since)
) STRICT;

CREATE TABLE act (
  id          INTEGER PRIMARY KEY,
  kind        TEXT NOT NULL,
  number      TEXT NOT NULL,
  drawn       TEXT NOT NULL,
  place_fr    TEXT NOT NULL,
  place_nl    TEXT NOT NULL,
  place_de    TEXT NOT NULL,
  happened    TEXT,
  time        TEXT,
  place_of_it TEXT,
  court_fr    TEXT,
  court_nl    TEXT,
  court_de    TEXT,
  decided     TEXT,
  effective   TEXT,
  form        TEXT,
  name_before TEXT,
  name_after  TEXT
) STRICT;

CREATE TABLE act_party (
  act             INTEGER NOT NULL REFERENCES act (id),
  position        INTEGER NOT NULL,
  role            TEXT NOT NULL,
  national_number TEXT,
  sex             TEXT NOT NULL,
  name            TEXT NOT NULL,
  first_names     TEXT NOT NULL,
  born            TEXT,
  birthplace      TEXT,
  PRIMARY KEY (act, position)
) STRICT;

CREATE INDEX act_party_by_number ON act_party (national_number);
