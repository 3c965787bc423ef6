-- As large as an order without its document.
CREATE TABLE commits (number INTEGER PRIMARY KEY, content BLOB NOT NULL) STRICT;
