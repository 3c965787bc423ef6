-- Orders say nothing of the citizen but a keyed pseudonym (HMAC-SHA-256; the key is not in here).
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
  verification_code TEXT UNIQUE,
  sha256            TEXT,
  size_bytes        INTEGER,
  CHECK ((state = 'READY') = (verification_code IS NOT NULL)),
  CHECK ((state = 'READY') = (sha256 IS NOT NULL)),
  CHECK ((state = 'READY') = (size_bytes IS NOT NULL))
) STRICT;

-- The issuer's copy. It is about a person, so it lies apart and can be dropped on its own:
-- verification needs only the order's row.
CREATE TABLE documents (
  reference TEXT PRIMARY KEY REFERENCES orders (reference),
  pdf       BLOB NOT NULL
) STRICT;

-- What terminals saw of the paper. UNKNOWN may be followed by what a person found out later.
CREATE TABLE deliveries (
  reference      TEXT NOT NULL REFERENCES orders (reference),
  outcome        TEXT NOT NULL CHECK (outcome IN ('PRINTED', 'NOT_PRINTED', 'UNKNOWN')),
  observed_at_ms INTEGER NOT NULL,
  received_at_ms INTEGER NOT NULL,
  PRIMARY KEY (reference, outcome)
) STRICT;
