-- By which its citizen asks how a form stands, without a card. Random; what was sent before has none.
ALTER TABLE submissions ADD COLUMN tracking TEXT CHECK (tracking IS NULL OR length(tracking) = 16);
CREATE UNIQUE INDEX submissions_by_tracking ON submissions (tracking) WHERE tracking IS NOT NULL;

-- What was dealt with long enough ago and is not erased yet.
CREATE INDEX submissions_to_erase ON submissions (handled_at_ms) WHERE answers IS NOT NULL;
