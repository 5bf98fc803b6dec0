-- Without these, linking a report read every move and every report that there is.
CREATE INDEX move_keys_move ON move_keys (n);
CREATE INDEX reports_origin ON reports (origin);
