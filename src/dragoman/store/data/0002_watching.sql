-- What is known of the sources that a service watches: one JSON text a source, which the service alone reads.
CREATE TABLE sources (
  name {key} PRIMARY KEY,
  state TEXT NOT NULL
);
