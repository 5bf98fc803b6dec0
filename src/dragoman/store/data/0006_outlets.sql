-- What outlets tell, kept by outlet: what half of them tell is counted without going over all events.
INSERT INTO tallies (kind, name, number)
  SELECT 'told ' || coalesce(r.source, ''), e.type || ' ' || e.status || ' ' || coalesce(r.language, ''), count(*)
  FROM events e JOIN reports r ON r.seq = e.seq WHERE e.until = '~'
  GROUP BY 'told ' || coalesce(r.source, ''), e.type || ' ' || e.status || ' ' || coalesce(r.language, '');
INSERT INTO tallies (kind, name, number)
  SELECT 'said ' || coalesce(r.source, ''), coalesce(r.language, ''), count(*)
  FROM statements s JOIN reports r ON r.seq = s.seq WHERE s.until = '~'
  GROUP BY 'said ' || coalesce(r.source, ''), coalesce(r.language, '');
-- Of each version the happenings that it tells of: `write_tellings` in tellings.py writes those of versions linked before.
CREATE TABLE tellings (
  seq {number} PRIMARY KEY REFERENCES reports (seq),
  body {blob} NOT NULL
);
-- Which moves counted on a day, without reading what they say.
CREATE INDEX moves_known ON moves (known, until);
-- Versions that another one has taken over from: few, and left out of what every search counts.
CREATE INDEX reports_ended ON reports (until) WHERE until <> '~';
