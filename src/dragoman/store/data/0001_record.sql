-- The record as it first was. {serial}, {key} and {blob} are the backend's words for a row number, for text that is
-- compared byte by byte, and for bytes. `known` and `until` bound the time in which a version of a report is the one
-- that counts; '~' sorts after every date and stands for "still".
CREATE TABLE reports (
  seq {serial},
  id {key} NOT NULL,
  digest {key} NOT NULL,
  known {key} NOT NULL,
  until {key} NOT NULL DEFAULT '~',
  recorded {key} NOT NULL,
  title TEXT,
  published {key},
  source {key},
  url TEXT,
  language {key},
  chars INTEGER NOT NULL,
  coder {key},
  origin {key},
  story {key},
  thread {key},
  linked INTEGER NOT NULL DEFAULT 0,
  UNIQUE (id, digest)
);
CREATE INDEX reports_known ON reports (known, until, source, language, story, origin);
CREATE INDEX reports_story ON reports (story, known, until);
CREATE INDEX reports_unlinked ON reports (known) WHERE linked = 0;

CREATE TABLE texts (
  seq {number} PRIMARY KEY REFERENCES reports (seq),
  body {blob} NOT NULL
);

CREATE TABLE marks (
  seq {number} PRIMARY KEY REFERENCES reports (seq),
  fingerprint {blob},
  wording {blob}
);

CREATE INDEX reports_thread ON reports (thread, known);

-- The story of a version in the time between two moments in which reports of its thread became known or ceased to count.
CREATE TABLE story_spans (
  seq {number} NOT NULL REFERENCES reports (seq),
  since {key} NOT NULL,
  till {key} NOT NULL,
  story {key} NOT NULL,
  known {key} NOT NULL,
  PRIMARY KEY (seq, since)
) {rowless};
CREATE INDEX story_spans_story ON story_spans (story, since, till, known);

CREATE TABLE bands (
  band BIGINT NOT NULL,
  seq {number} NOT NULL REFERENCES reports (seq),
  PRIMARY KEY (band, seq)
) {rowless};

CREATE TABLE codings (
  seq {number} NOT NULL REFERENCES reports (seq),
  coder {key} NOT NULL,
  recorded {key} NOT NULL,
  events {blob} NOT NULL,
  rest {blob} NOT NULL,
  PRIMARY KEY (seq, coder)
) {rowless};

CREATE TABLE events (
  n {serial},
  seq {number} NOT NULL REFERENCES reports (seq),
  event {key} NOT NULL,
  known {key} NOT NULL,
  until {key} NOT NULL,
  type {key} NOT NULL,
  mode {key},
  cameo {key},
  quad INTEGER NOT NULL,
  status {key} NOT NULL,
  day {key} NOT NULL,
  last {key} NOT NULL,
  place TEXT,
  country {key},
  lat DOUBLE PRECISION,
  lon DOUBLE PRECISION,
  confidence DOUBLE PRECISION NOT NULL,
  traits {blob},
  happening {key}
);
CREATE INDEX events_day ON events (day, n);
CREATE INDEX events_type ON events (type, day, n);
CREATE INDEX events_status ON events (status, day, n);
CREATE INDEX events_country ON events (country, day, n);
CREATE INDEX events_place ON events (lower(place), day);
CREATE INDEX events_known ON events (known, until, type, status);
CREATE INDEX events_box ON events (lat, lon);
CREATE INDEX events_report ON events (seq);
CREATE INDEX events_happening ON events (happening, day);

CREATE TABLE event_actors (
  actor {key} NOT NULL,
  day {key} NOT NULL,
  n BIGINT NOT NULL REFERENCES events (n),
  role {key} NOT NULL,
  PRIMARY KEY (actor, day, n, role)
) {rowless};
CREATE INDEX event_actors_event ON event_actors (n);

CREATE TABLE event_blocks (
  block BIGINT NOT NULL,
  n BIGINT NOT NULL REFERENCES events (n),
  PRIMARY KEY (block, n)
) {rowless};

CREATE TABLE statements (
  n {serial},
  seq {number} NOT NULL REFERENCES reports (seq),
  statement {key} NOT NULL,
  known {key} NOT NULL,
  until {key} NOT NULL,
  day {key} NOT NULL,
  speaker TEXT,
  code {key},
  entity {key},
  kind {key} NOT NULL,
  labels {key} NOT NULL,
  content TEXT NOT NULL
);
CREATE INDEX statements_day ON statements (day, n);
CREATE INDEX statements_entity ON statements (entity, day, n);
CREATE INDEX statements_code ON statements (code, day, n);
CREATE INDEX statements_known ON statements (known, until);
CREATE INDEX statements_report ON statements (seq);

CREATE TABLE actors (
  entity {key} NOT NULL,
  known {key} NOT NULL,
  until {key} NOT NULL,
  seq {number} NOT NULL REFERENCES reports (seq),
  name TEXT NOT NULL,
  code {key},
  sectors {key} NOT NULL,
  mentions INTEGER NOT NULL,
  PRIMARY KEY (entity, known, seq)
) {rowless};
CREATE INDEX actors_report ON actors (seq);

-- Counts of what counts now, kept so that the most asked questions need no counting. `ever` counts older versions, too,
-- and so bounds what was known on any day; `ended` tells that there are some.
CREATE TABLE actor_totals (
  entity {key} PRIMARY KEY,
  name TEXT NOT NULL,
  code {key},
  sectors {key} NOT NULL,
  mentions INTEGER NOT NULL,
  reports INTEGER NOT NULL,
  ever INTEGER NOT NULL,
  known {key} NOT NULL,
  ended INTEGER NOT NULL
);
CREATE INDEX actor_totals_mentions ON actor_totals (mentions);
CREATE INDEX actor_totals_ever ON actor_totals (ever);

CREATE TABLE tallies (
  kind {key} NOT NULL,
  name {key} NOT NULL,
  number BIGINT NOT NULL,
  PRIMARY KEY (kind, name)
) {rowless};

-- A happening's first known day of action, from when to when some event of it counts (without a gap unless `gaps`), how
-- many reports tell of it now, and how many versions ever did.
CREATE TABLE happenings (
  id {key} PRIMARY KEY,
  day {key} NOT NULL,
  known {key} NOT NULL,
  until {key} NOT NULL,
  gaps INTEGER NOT NULL,
  reports INTEGER NOT NULL,
  ever INTEGER NOT NULL
);
CREATE INDEX happenings_day ON happenings (day, id);
CREATE INDEX happenings_reports ON happenings (reports, id);
CREATE INDEX happenings_ever ON happenings (ever);

CREATE TABLE moves (
  n {serial},
  seq {number} NOT NULL REFERENCES reports (seq),
  known {key} NOT NULL,
  until {key} NOT NULL,
  body {blob} NOT NULL
);
CREATE INDEX moves_report ON moves (seq);

CREATE TABLE move_keys (
  process {key} NOT NULL,
  n BIGINT NOT NULL REFERENCES moves (n),
  PRIMARY KEY (process, n)
) {rowless};

CREATE TABLE processes (
  id {key} PRIMARY KEY,
  process {key} NOT NULL,
  parties {key} NOT NULL,
  stage {key},
  day {key},
  peace DOUBLE PRECISION NOT NULL,
  body {blob} NOT NULL
);
CREATE INDEX processes_process ON processes (process);

-- Conflicts with moves that came, went or changed since their processes were folded.
CREATE TABLE stale (
  process {key} PRIMARY KEY
);

CREATE TABLE changes (
  n {serial},
  at {key} NOT NULL,
  kind {key} NOT NULL,
  subject {key} NOT NULL,
  detail TEXT NOT NULL
);
CREATE INDEX changes_subject ON changes (subject, n);
