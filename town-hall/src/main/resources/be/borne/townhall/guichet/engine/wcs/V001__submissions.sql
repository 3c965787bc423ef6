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
  -- When its paper had come out, and when the w.c.s. was told.
  delivered_at_ms INTEGER,
  told_at_ms INTEGER,
  CHECK (told_at_ms IS NULL OR delivered_at_ms IS NOT NULL)
) STRICT;
CREATE INDEX submissions_to_tell ON submissions (delivered_at_ms)
  WHERE delivered_at_ms IS NOT NULL AND told_at_ms IS NULL;
