-- The right to print an order once. A terminal claims before it gets the document; what it reports
-- ends the claim. The id is the terminal's own and stands in its journal.
CREATE TABLE claims (
  id             TEXT PRIMARY KEY,
  reference      TEXT NOT NULL REFERENCES orders (reference),
  terminal       TEXT NOT NULL,
  state          TEXT NOT NULL CHECK (state IN ('OPEN', 'IN_DOUBT', 'PRINTED', 'NOT_PRINTED')),
  claimed_at_ms  INTEGER NOT NULL,
  doubted_at_ms  INTEGER,
  -- What a person found in the printer's tray, and who was asked; nothing about the citizen.
  answer         TEXT CHECK (answer IN ('CAME_OUT', 'NOTHING_CAME_OUT')),
  answered_at_ms INTEGER,
  answered_by    TEXT,
  CHECK (state <> 'IN_DOUBT' OR (doubted_at_ms IS NOT NULL AND answer IS NULL)),
  CHECK ((answer IS NULL) = (answered_at_ms IS NULL)),
  CHECK ((answer IS NULL) = (answered_by IS NULL))
) STRICT;

-- The promise itself: as long as a claim may have brought paper out, there is no other.
CREATE UNIQUE INDEX one_claim_holds ON claims (reference) WHERE state <> 'NOT_PRINTED';
CREATE INDEX claims_by_state ON claims (state, claimed_at_ms);
CREATE INDEX orders_by_citizen ON orders (citizen, placed_at_ms);

-- What terminals saw of the paper, each word once. One that contradicts what was certain before is
-- kept for people to look at.
CREATE TABLE claim_reports (
  claim          TEXT NOT NULL REFERENCES claims (id),
  outcome        TEXT NOT NULL CHECK (outcome IN ('PRINTED', 'NOT_PRINTED', 'UNKNOWN')),
  observed_at_ms INTEGER NOT NULL,
  received_at_ms INTEGER NOT NULL,
  contradicts    INTEGER NOT NULL CHECK (contradicts IN (0, 1)),
  PRIMARY KEY (claim, outcome)
) STRICT;

-- Until now an order was its terminal's to print: that is a claim of which the id is the order's key.
INSERT INTO claims (id, reference, terminal, state, claimed_at_ms, doubted_at_ms)
SELECT idempotency_key, reference, terminal,
       CASE
         WHEN EXISTS (SELECT 1 FROM deliveries d
                      WHERE d.reference = o.reference AND d.outcome = 'PRINTED') THEN 'PRINTED'
         WHEN EXISTS (SELECT 1 FROM deliveries d
                      WHERE d.reference = o.reference AND d.outcome = 'NOT_PRINTED')
           THEN 'NOT_PRINTED'
         WHEN EXISTS (SELECT 1 FROM deliveries d
                      WHERE d.reference = o.reference AND d.outcome = 'UNKNOWN') THEN 'IN_DOUBT'
         ELSE 'OPEN'
       END,
       COALESCE(issued_at_ms, placed_at_ms),
       (SELECT received_at_ms FROM deliveries d
        WHERE d.reference = o.reference AND d.outcome = 'UNKNOWN')
FROM orders o
WHERE state = 'READY';

INSERT INTO claim_reports (claim, outcome, observed_at_ms, received_at_ms, contradicts)
SELECT o.idempotency_key, d.outcome, d.observed_at_ms, d.received_at_ms, 0
FROM deliveries d JOIN orders o ON o.reference = d.reference
WHERE o.state = 'READY';

DROP TABLE deliveries;
