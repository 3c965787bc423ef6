-- What citizens sent that somebody else than the clerks here deals with.
CREATE TABLE handovers (
  reference TEXT PRIMARY KEY REFERENCES submissions (reference),
  -- As it is handed over; erased as soon as it was, or will not be.
  written   TEXT,
  state     TEXT NOT NULL DEFAULT 'WAITING' CHECK (state IN ('WAITING', 'TAKEN', 'NOT_TAKEN')),
  due_at_ms INTEGER NOT NULL,
  tries     INTEGER NOT NULL DEFAULT 0,
  -- Where it is, or why it is not there yet. Nothing of a person.
  said      TEXT NOT NULL DEFAULT '',
  CHECK ((written IS NULL) = (state <> 'WAITING'))
) STRICT;
CREATE INDEX handovers_due ON handovers (due_at_ms) WHERE state = 'WAITING';
