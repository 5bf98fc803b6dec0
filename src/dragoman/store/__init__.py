"""The kept record: SQLite by default, PostgreSQL for teams; versions, search, and what was known on a day."""
