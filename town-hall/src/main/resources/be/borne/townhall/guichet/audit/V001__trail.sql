-- Who did what from where, one after the other. Of citizens only a keyed pseudonym (HMAC-SHA-256; the
-- key is not in here), of documents nothing.
CREATE TABLE entries (
  number    INTEGER PRIMARY KEY,
  at_ms     INTEGER NOT NULL,
  act       TEXT NOT NULL,
  place     TEXT NOT NULL,
  staff     TEXT NOT NULL,
  citizen   TEXT NOT NULL,
  reference TEXT NOT NULL,
  detail    TEXT NOT NULL,
  -- Over this entry and the mark before it (HMAC-SHA-256; the key is not in here).
  mark      BLOB NOT NULL CHECK (length(mark) = 32)
) STRICT;
CREATE INDEX entries_by_citizen ON entries (citizen, number) WHERE citizen <> '';
CREATE INDEX entries_by_reference ON entries (reference, number) WHERE reference <> '';
CREATE INDEX entries_by_time ON entries (at_ms);

-- Up to where it was erased because it was old.
CREATE TABLE horizon (
  one    INTEGER PRIMARY KEY CHECK (one = 1),
  number INTEGER NOT NULL,
  mark   BLOB NOT NULL CHECK (length(mark) = 32),
  seal   BLOB NOT NULL CHECK (length(seal) = 32)
) STRICT;

CREATE TRIGGER entries_stay BEFORE UPDATE ON entries
BEGIN SELECT RAISE(ABORT, 'the trail is append-only'); END;

CREATE TRIGGER entries_are_erased_from_the_oldest BEFORE DELETE ON entries
WHEN OLD.number > coalesce((SELECT number FROM horizon), 0)
BEGIN SELECT RAISE(ABORT, 'the trail is append-only'); END;
