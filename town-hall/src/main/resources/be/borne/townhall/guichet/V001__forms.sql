-- Every version of a form that anybody could fill in here: what was sent is read with the very
-- questions that were asked.
CREATE TABLE definitions (
  form    TEXT NOT NULL,
  version INTEGER NOT NULL,
  json    TEXT NOT NULL,
  PRIMARY KEY (form, version)
) STRICT;

-- What a citizen began and did not send, under a keyed pseudonym.
CREATE TABLE drafts (
  citizen     BLOB NOT NULL CHECK (length(citizen) = 32),
  form        TEXT NOT NULL,
  content     BLOB NOT NULL,
  saved_at_ms INTEGER NOT NULL,
  PRIMARY KEY (citizen, form)
) STRICT;
CREATE INDEX drafts_by_age ON drafts (saved_at_ms);

-- What citizens sent. Whose it is and what it says is here until some time after it was dealt with;
-- the row itself stays, and tells of nobody.
CREATE TABLE submissions (
  reference       TEXT PRIMARY KEY,
  idempotency_key TEXT NOT NULL UNIQUE,
  citizen         BLOB NOT NULL CHECK (length(citizen) = 32),
  -- Stands for all that was sent (HMAC-SHA-256; the key is not in here).
  request         BLOB NOT NULL CHECK (length(request) = 32),
  terminal        TEXT NOT NULL,
  form            TEXT NOT NULL,
  version         INTEGER NOT NULL,
  language        TEXT NOT NULL,
  received_at_ms  INTEGER NOT NULL,
  -- From the card: national number, name, given names, day of birth where the card tells it.
  number          TEXT,
  surname         TEXT,
  given_names     TEXT,
  born            TEXT,
  answers         TEXT,
  handled_at_ms   INTEGER,
  handled_by      TEXT,
  FOREIGN KEY (form, version) REFERENCES definitions (form, version),
  CHECK ((number IS NULL) = (answers IS NULL)),
  CHECK (answers IS NOT NULL OR handled_at_ms IS NOT NULL),
  CHECK ((handled_at_ms IS NULL) = (handled_by IS NULL))
) STRICT;
CREATE INDEX submissions_by_citizen ON submissions (citizen, received_at_ms);
CREATE INDEX submissions_by_time ON submissions (handled_at_ms, received_at_ms);
