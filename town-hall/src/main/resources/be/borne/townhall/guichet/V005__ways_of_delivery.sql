-- What a document is for, how often it is put on paper, and how it reaches its citizen.
ALTER TABLE orders ADD COLUMN purpose TEXT;
ALTER TABLE orders ADD COLUMN copies INTEGER NOT NULL DEFAULT 1 CHECK (copies BETWEEN 1 AND 5);
ALTER TABLE orders ADD COLUMN way TEXT NOT NULL DEFAULT 'PAPER'
  CHECK (way IN ('PAPER', 'EMAIL', 'POST'));

-- Stands for all that was asked for, the e-mail address included, so that a repeated request can be
-- told from another one when the address is gone (HMAC-SHA-256; the key is not in here). Null in
-- orders from before there was a choice.
ALTER TABLE orders ADD COLUMN request BLOB CHECK (request IS NULL OR length(request) = 32);

-- Documents that go by e-mail. The address is here until the mail server took the mail, or until
-- it was given up, and not a moment longer.
CREATE TABLE mails (
  reference    TEXT PRIMARY KEY REFERENCES orders (reference),
  state        TEXT NOT NULL CHECK (state IN ('AWAITED', 'WAITING', 'SENT', 'GIVEN_UP')),
  address      TEXT,
  attempts     INTEGER NOT NULL DEFAULT 0,
  queued_at_ms INTEGER,
  due_at_ms    INTEGER,
  ended_at_ms  INTEGER,
  -- What the last attempt came to, in words of ours: a server's own may quote the address.
  finding      TEXT,
  CHECK ((address IS NOT NULL) = (state IN ('AWAITED', 'WAITING'))),
  CHECK ((ended_at_ms IS NOT NULL) = (state IN ('SENT', 'GIVEN_UP'))),
  CHECK (state <> 'WAITING' OR (queued_at_ms IS NOT NULL AND due_at_ms IS NOT NULL))
) STRICT;
CREATE INDEX mails_due ON mails (due_at_ms) WHERE state = 'WAITING';

-- Documents that a clerk prints and posts. Whose they are stands on them, and nowhere here.
CREATE TABLE letters (
  reference   TEXT PRIMARY KEY REFERENCES orders (reference),
  state       TEXT NOT NULL CHECK (state IN ('TO_POST', 'POSTED', 'NOT_POSTED')),
  ready_at_ms INTEGER NOT NULL,
  ended_at_ms INTEGER,
  ended_by    TEXT,
  CHECK ((ended_at_ms IS NULL) = (state = 'TO_POST')),
  CHECK ((ended_by IS NULL) = (state = 'TO_POST'))
) STRICT;
CREATE INDEX letters_by_state ON letters (state, ready_at_ms);

CREATE TABLE letter_prints (
  reference     TEXT NOT NULL REFERENCES letters (reference),
  printed_at_ms INTEGER NOT NULL,
  printed_by    TEXT NOT NULL
) STRICT;
CREATE INDEX letter_prints_by_reference ON letter_prints (reference, printed_at_ms);

-- What is collected at a terminal: what was ordered so, and what could not go the other way.
CREATE VIEW on_paper AS
SELECT o.reference FROM orders o
WHERE o.way = 'PAPER'
   OR EXISTS (SELECT 1 FROM mails m WHERE m.reference = o.reference AND m.state = 'GIVEN_UP')
   OR EXISTS (SELECT 1 FROM letters l WHERE l.reference = o.reference AND l.state = 'NOT_POSTED');
