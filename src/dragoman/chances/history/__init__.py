"""Published tables of what became of earlier conflicts and peace processes: fetched, kept and read."""
