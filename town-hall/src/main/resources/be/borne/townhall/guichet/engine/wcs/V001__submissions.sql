-- What was sent to the w.c.s., so that nothing is sent twice. Nothing of a person.
CREATE TABLE submissions (
  reference TEXT PRIMARY KEY,
  form TEXT NOT NULL,
  sent_at_ms INTEGER NOT NULL,
  times INTEGER NOT NULL DEFAULT 1,
  -- What the w.c.s. called it; not known while it has not answered.
  number TEXT,
  -- When its paper came out, and when the w.c.s. was told.
  printed_at_ms INTEGER,
  told_at_ms INTEGER,
  CHECK (told_at_ms IS NULL OR printed_at_ms IS NOT NULL)
);
CREATE INDEX submissions_to_tell ON submissions (printed_at_ms)
  WHERE printed_at_ms IS NOT NULL AND told_at_ms IS NULL;
