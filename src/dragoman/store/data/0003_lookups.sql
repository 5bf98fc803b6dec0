-- Without these, linking a report read every move and every report that there is. Blocks are numbered anew by day
-- (`renumber_blocks` in settling.py puts them back), so that what comes day by day is written to one place of the disk.
CREATE INDEX move_keys_move ON move_keys (n);
CREATE INDEX reports_origin ON reports (origin, until, known);
CREATE INDEX reports_grouped ON reports (known, id, digest) WHERE origin IS NOT NULL;
INSERT INTO tallies (kind, name, number) SELECT 'reports', coalesce(language, '') || ' ' || coalesce(source, ''), count(*)
  FROM reports WHERE until = '~' GROUP BY coalesce(language, '') || ' ' || coalesce(source, '');
DELETE FROM event_blocks;
