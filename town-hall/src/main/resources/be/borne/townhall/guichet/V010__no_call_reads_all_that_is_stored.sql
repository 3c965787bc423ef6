-- Whatever is asked is found by an index that holds no more than what is asked for: a town hall's tenth
-- year is as quick as its first. An index of every state held all of the past under PRINTED, POSTED and
-- SENT, and SQLite, which knows no numbers, took it for a short way.

-- The hourly look at what failed in a visit that is over.
CREATE INDEX orders_in_preparation ON orders (placed_at_ms) WHERE state = 'IN_PREPARATION';

-- What somebody types who holds a receipt; written as in the queries.
CREATE INDEX orders_by_pickup_code ON orders (substr(reference, -8));
CREATE INDEX claims_by_pickup_code ON claims (substr(reference, -8));

DROP INDEX claims_by_state;
CREATE INDEX claims_open ON claims (terminal, claimed_at_ms, id) WHERE state = 'OPEN';
CREATE INDEX claims_in_doubt ON claims (doubted_at_ms, id) WHERE state = 'IN_DOUBT';
-- At each report: whether an earlier claim on the order has to be asked about again.
CREATE INDEX claims_without_paper ON claims (reference, claimed_at_ms, id) WHERE state = 'NOT_PRINTED';

-- What staff are shown of the past.
CREATE INDEX claims_once_in_doubt ON claims (id)
  WHERE finding_out_since_ms IS NOT NULL OR doubted_at_ms IS NOT NULL;
CREATE INDEX claims_answered ON claims (answered_at_ms DESC, id) WHERE answer IS NOT NULL;
CREATE INDEX claim_reports_against ON claim_reports (claim) WHERE contradicts = 1;

CREATE INDEX mails_by_state ON mails (state, ended_at_ms);

DROP INDEX letters_by_state;
CREATE INDEX letters_to_post ON letters (ready_at_ms, reference) WHERE state = 'TO_POST';
CREATE INDEX letters_ended ON letters (ended_at_ms DESC, reference) WHERE state <> 'TO_POST';
