-- The ledger of chances: a line an entry, each with the hash of the one before it; `body` has the bytes that are hashed.
-- No two lines can follow the same one, whoever writes them.
CREATE TABLE ledger (
  n {number} PRIMARY KEY,
  previous TEXT NOT NULL UNIQUE,
  hash TEXT NOT NULL,
  body {blob} NOT NULL
);
