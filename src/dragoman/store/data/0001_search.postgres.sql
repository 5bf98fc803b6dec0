-- Words of titles and texts, the title weighing more.
CREATE TABLE search (
  seq BIGINT PRIMARY KEY REFERENCES reports (seq),
  words TSVECTOR NOT NULL
);
CREATE INDEX search_words ON search USING gin (words);
