-- By which its citizen asks how a form stands, without a card. Random; what was sent before has none.
ALTER TABLE submissions ADD COLUMN tracking TEXT CHECK (tracking IS NULL OR length(tracking) = 16);
CREATE UNIQUE INDEX submissions_by_tracking ON submissions (tracking) WHERE tracking IS NOT NULL;
