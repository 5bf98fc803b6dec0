-- What a question may ask of an event, in one index: a question that no condition makes small is answered from it alone,
-- many times narrower than the table, and what is told of each happening lies together in it.
DROP INDEX events_happening;
CREATE INDEX events_happening ON events (happening, day, seq, known, until, type, status, country, lat, lon, confidence,
  cameo);
-- Sorted by their numbers, too, where the time of knowing is the same, as an answer is.
DROP INDEX events_known;
CREATE INDEX events_known ON events (known, n, until, type, status);
DROP INDEX statements_known;
CREATE INDEX statements_known ON statements (known, n, until);
-- Counted by status and type in the order in which they stand.
DROP INDEX events_status;
CREATE INDEX events_status ON events (status, type, known, until, seq);
-- What reports were coded with, without reading what was coded.
CREATE INDEX codings_coder ON codings (coder, recorded);
-- What is counted of reports, by outlet and language, as coverage is.
CREATE INDEX reports_source ON reports (source, language, known, until, origin);

-- Actors as reports show them, each once, and of each version which of them it mentions how often:
-- `write_casts` in casts.py writes those of versions that are there already.
CREATE TABLE faces (
  n {serial},
  entity {key} NOT NULL,
  name TEXT NOT NULL,
  code {key} NOT NULL,
  sectors {key} NOT NULL
);
CREATE INDEX faces_entity ON faces (entity);
CREATE TABLE casts (
  seq {number} PRIMARY KEY REFERENCES reports (seq),
  body {blob} NOT NULL
);
