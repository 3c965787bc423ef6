-- Documents of an engine that prints no verification codes. A constraint of a table cannot be changed:
-- it is made anew. What refers to it is looked at when all is done.
PRAGMA defer_foreign_keys = ON;

CREATE TABLE orders_before AS SELECT * FROM orders;
DROP TABLE orders;

CREATE TABLE orders (
  reference         TEXT PRIMARY KEY,
  idempotency_key   TEXT NOT NULL UNIQUE,
  citizen           BLOB NOT NULL CHECK (length(citizen) = 32),
  terminal          TEXT NOT NULL,
  service           TEXT NOT NULL,
  language          TEXT NOT NULL,
  state             TEXT NOT NULL CHECK (state IN ('IN_PREPARATION', 'READY', 'REFUSED')),
  refusal           TEXT,
  placed_at_ms      INTEGER NOT NULL,
  issued_at_ms      INTEGER,
  withdrawn_at_ms   INTEGER,
  withdrawal_reason TEXT,
  -- Null also where the document carries none.
  verification_code TEXT UNIQUE CHECK (verification_code IS NULL OR state = 'READY'),
  sha256            TEXT,
  size_bytes        INTEGER,
  purpose           TEXT,
  copies            INTEGER NOT NULL DEFAULT 1 CHECK (copies BETWEEN 1 AND 5),
  way               TEXT NOT NULL DEFAULT 'PAPER' CHECK (way IN ('PAPER', 'EMAIL', 'POST')),
  -- Stands for all that was asked for (HMAC-SHA-256; the key is not in here).
  request           BLOB CHECK (request IS NULL OR length(request) = 32),
  failed_at_ms      INTEGER,
  told_at_ms        INTEGER,
  CHECK ((state = 'READY') = (sha256 IS NOT NULL)),
  CHECK ((state = 'READY') = (size_bytes IS NOT NULL))
) STRICT;

INSERT INTO orders (
  reference, idempotency_key, citizen, terminal, service, language, state, refusal, placed_at_ms,
  issued_at_ms, withdrawn_at_ms, withdrawal_reason, verification_code, sha256, size_bytes, purpose,
  copies, way, request, failed_at_ms, told_at_ms)
SELECT
  reference, idempotency_key, citizen, terminal, service, language, state, refusal, placed_at_ms,
  issued_at_ms, withdrawn_at_ms, withdrawal_reason, verification_code, sha256, size_bytes, purpose,
  copies, way, request, failed_at_ms, told_at_ms
FROM orders_before;
DROP TABLE orders_before;

CREATE INDEX orders_by_citizen ON orders (citizen, placed_at_ms);

-- What has reached its citizen lately, so that an engine that waits for that can be told.
CREATE INDEX claim_reports_by_time ON claim_reports (received_at_ms) WHERE outcome = 'PRINTED';
CREATE INDEX claim_answers_by_time ON claim_answers (answered_at_ms) WHERE answer = 'CAME_OUT';
CREATE INDEX mails_sent ON mails (ended_at_ms) WHERE state = 'SENT';
CREATE INDEX letters_posted ON letters (ended_at_ms) WHERE state = 'POSTED';
