-- What was sent to the w.c.s., so that nothing is sent twice. Nothing of a person.
CREATE TABLE submissions (
  reference TEXT PRIMARY KEY,
  form TEXT NOT NULL,
  sent_at_ms INTEGER NOT NULL,
  times INTEGER NOT NULL DEFAULT 1,
  -- For whom: a digest of what the w.c.s. calls that person.
  owner TEXT,
  -- What the w.c.s. called it; not known while it has not answered.
  number TEXT,
  -- When it had reached its citizen, which way, and when the w.c.s. was told.
  delivered_at_ms INTEGER,
  way TEXT CHECK (way IN ('PAPER', 'EMAIL', 'POST')),
  told_at_ms INTEGER,
  CHECK ((way IS NULL) = (delivered_at_ms IS NULL)),
  CHECK (delivered_at_ms IS NULL OR number IS NOT NULL),
  CHECK (told_at_ms IS NULL OR delivered_at_ms IS NOT NULL)
) STRICT;
CREATE INDEX submissions_to_tell ON submissions (delivered_at_ms)
  WHERE delivered_at_ms IS NOT NULL AND told_at_ms IS NULL;
