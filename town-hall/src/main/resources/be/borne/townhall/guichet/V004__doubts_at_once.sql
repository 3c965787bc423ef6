-- A terminal says at once that it does not know what became of a print, and that it is finding out.
-- Since when is the terminal's word, held between its claim and the moment it was heard.
ALTER TABLE claims ADD COLUMN finding_out_since_ms INTEGER;
ALTER TABLE claims ADD COLUMN finding_out_heard_ms INTEGER;
ALTER TABLE claims ADD COLUMN finding_out_known TEXT;

-- How a claim stands. One that is being found out is open still: its terminal will say how it ended.
ALTER TABLE claims ADD COLUMN standing TEXT GENERATED ALWAYS AS (
  CASE WHEN state = 'OPEN' AND finding_out_since_ms IS NOT NULL THEN 'FINDING_OUT' ELSE state END
) VIRTUAL;

-- Whether a person has answered since, knowing it. One that has not can open the question again.
ALTER TABLE claim_reports ADD COLUMN weighed INTEGER NOT NULL DEFAULT 0 CHECK (weighed IN (0, 1));
UPDATE claim_reports SET weighed = 1
WHERE EXISTS (SELECT 1 FROM claims c
              WHERE c.id = claim_reports.claim AND c.answered_at_ms >= claim_reports.received_at_ms);

-- Every answer ever given. The claim's own columns hold the one that stands.
CREATE TABLE claim_answers (
  claim          TEXT NOT NULL REFERENCES claims (id),
  answer         TEXT NOT NULL CHECK (answer IN ('CAME_OUT', 'NOTHING_CAME_OUT')),
  answered_at_ms INTEGER NOT NULL,
  answered_by    TEXT NOT NULL
) STRICT;
CREATE INDEX claim_answers_by_claim ON claim_answers (claim);
INSERT INTO claim_answers
SELECT id, answer, answered_at_ms, answered_by FROM claims WHERE answer IS NOT NULL;
