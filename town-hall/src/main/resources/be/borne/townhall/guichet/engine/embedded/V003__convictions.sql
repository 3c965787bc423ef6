-- Of invented persons; filled from convictions.toml at every start.
CREATE TABLE conviction (
  id              INTEGER PRIMARY KEY,
  national_number TEXT NOT NULL REFERENCES resident (national_number),
  decided         TEXT NOT NULL,
  court_fr        TEXT NOT NULL,
  court_nl        TEXT NOT NULL,
  court_de        TEXT NOT NULL,
  offence_fr      TEXT NOT NULL,
  offence_nl      TEXT NOT NULL,
  offence_de      TEXT NOT NULL,
  sentence_fr     TEXT NOT NULL,
  sentence_nl     TEXT NOT NULL,
  sentence_de     TEXT NOT NULL
) STRICT;
CREATE INDEX conviction_by_number ON conviction (national_number, decided);
