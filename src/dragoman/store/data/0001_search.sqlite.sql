-- Words of titles and texts; the texts themselves stand once, in `texts`.
CREATE VIRTUAL TABLE search USING fts5 (title, text, content = '', tokenize = 'porter unicode61 remove_diacritics 2');
