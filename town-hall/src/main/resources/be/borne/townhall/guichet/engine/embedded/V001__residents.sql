-- Invented persons only; filled from residents.toml at every start.
CREATE TABLE household (
  id          INTEGER PRIMARY KEY,
  street      TEXT NOT NULL,
  postal_code TEXT NOT NULL,
  locality_fr TEXT NOT NULL,
  locality_nl TEXT NOT NULL,
  locality_de TEXT NOT NULL
) STRICT;

CREATE TABLE resident (
  national_number TEXT PRIMARY KEY,
  household       INTEGER NOT NULL REFERENCES household (id),
  position        INTEGER NOT NULL,
  relation        TEXT NOT NULL,
  name            TEXT NOT NULL,
  first_names     TEXT NOT NULL,
  born            TEXT NOT NULL,
  birthplace      TEXT NOT NULL,
  nationality     TEXT NOT NULL,
  civil_status    TEXT NOT NULL,
  since           TEXT NOT NULL,
  UNIQUE (household, position)
) STRICT;
