-- Files that citizens bring for a form, under a keyed pseudonym and a random reference. They have no
-- names: those of files tell of persons.
CREATE TABLE files (
  reference       TEXT PRIMARY KEY CHECK (length(reference) = 32),
  citizen         BLOB NOT NULL CHECK (length(citizen) = 32),
  -- Where it was brought, or where a draft last named it.
  terminal        TEXT NOT NULL,
  kind            TEXT NOT NULL CHECK (kind IN ('PDF', 'JPEG', 'PNG')),
  bytes           INTEGER NOT NULL,
  pages           INTEGER NOT NULL,
  -- When it was brought, or when a draft last let go of it.
  unused_since_ms INTEGER NOT NULL,
  -- The form that it was sent with; it is erased with what that says.
  submission      TEXT REFERENCES submissions (reference)
) STRICT;
CREATE INDEX files_by_citizen ON files (citizen);
CREATE INDEX files_by_submission ON files (submission);
CREATE INDEX files_unused ON files (unused_since_ms) WHERE submission IS NULL;

-- Apart, so that a look at the others does not read through them.
CREATE TABLE file_contents (
  reference TEXT PRIMARY KEY REFERENCES files (reference) ON DELETE CASCADE,
  content   BLOB NOT NULL
) STRICT;

-- Which drafts name which files: as long as one does, the file stays.
CREATE TABLE draft_files (
  citizen BLOB NOT NULL,
  form    TEXT NOT NULL,
  file    TEXT NOT NULL REFERENCES files (reference) ON DELETE CASCADE,
  PRIMARY KEY (citizen, form, file),
  FOREIGN KEY (citizen, form) REFERENCES drafts (citizen, form) ON DELETE CASCADE
) STRICT;
CREATE INDEX draft_files_by_file ON draft_files (file);
