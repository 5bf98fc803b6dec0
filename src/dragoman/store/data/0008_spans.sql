-- An event may be of one happening first and, when a later report shows two to be one, of another: a row for each span
-- of time, of which the first is the one that was coded and those that `continue` it repeat what is asked of it.
-- `thread` is the happening that the event joined or founded, `also` those that it made one with that, which `bonds`
-- finds from their side.
ALTER TABLE events ADD COLUMN thread {key};
ALTER TABLE events ADD COLUMN also TEXT;
ALTER TABLE events ADD COLUMN continues {number};
UPDATE events SET thread = happening;
CREATE INDEX events_thread ON events (thread);
CREATE INDEX events_continues ON events (continues) WHERE continues IS NOT NULL;
CREATE TABLE bonds (
  happening {key} NOT NULL,
  n BIGINT NOT NULL REFERENCES events (n),
  PRIMARY KEY (happening, n)
) {rowless};
-- What a version tells of changes, too: a row from each moment on (`write_all_tellings` in tellings.py writes them).
DROP TABLE tellings;
CREATE TABLE tellings (
  seq {number} NOT NULL REFERENCES reports (seq),
  known {key} NOT NULL,
  until {key} NOT NULL,
  body {blob} NOT NULL,
  PRIMARY KEY (seq, known)
);
