"""The kept record: SQLite by default, PostgreSQL for teams; versions, search, and the record as it was known on a day."""
