-- What the validation of each document came to (ETSI TS 119 102-2, as XML, gzip). It names
-- certificates, digests, times and rules, and nothing of whom a document is about. Null where the
-- engine gave nothing that could be validated.
CREATE TABLE validation_reports (
  reference       TEXT PRIMARY KEY REFERENCES orders (reference),
  validated_at_ms INTEGER NOT NULL,
  passed          INTEGER NOT NULL CHECK (passed IN (0, 1)),
  finding         TEXT NOT NULL,
  report          BLOB
) STRICT;

CREATE INDEX validation_failures ON validation_reports (validated_at_ms) WHERE passed = 0;

-- One of a few words: free text would end up holding a person's affairs.
ALTER TABLE orders ADD COLUMN withdrawal_reason TEXT;
