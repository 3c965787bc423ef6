-- Documents that a clerk looks at before they are issued. For whom each is stays here until the guichet
-- has it, or has written down that there will be none: its citizen has gone home meanwhile.
CREATE TABLE checks (
  reference     TEXT PRIMARY KEY,
  service       TEXT NOT NULL,
  language      TEXT NOT NULL,
  purpose       TEXT,
  citizen       TEXT,
  asked_at_ms   INTEGER NOT NULL,
  decision      TEXT CHECK (decision IN ('AGREED', 'REFUSED')),
  -- One of a few words: free text would end up holding a person's affairs.
  reason        TEXT,
  decided_at_ms INTEGER,
  decided_by    TEXT,
  -- Of what the clerk saw, keyed: what is sealed has to state the same.
  seen          TEXT,
  settled       INTEGER NOT NULL DEFAULT 0 CHECK (settled IN (0, 1)),
  -- When it was last tried to go on with it: what fails goes behind the others.
  tried_at_ms   INTEGER NOT NULL DEFAULT 0,
  CHECK ((citizen IS NULL) = (settled = 1)),
  CHECK ((decision IS NULL) = (decided_at_ms IS NULL)),
  CHECK ((decision IS NULL) = (decided_by IS NULL)),
  CHECK ((reason IS NOT NULL) = (decision IS 'REFUSED'))
) STRICT;
CREATE INDEX checks_waiting ON checks (asked_at_ms) WHERE decision IS NULL AND settled = 0;
CREATE INDEX checks_decided ON checks (decided_at_ms) WHERE decision IS NOT NULL;
CREATE INDEX checks_to_carry_on ON checks (tried_at_ms, decided_at_ms) WHERE decision IS NOT NULL AND settled = 0;
