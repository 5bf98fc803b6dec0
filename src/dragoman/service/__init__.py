"""The service that watches sources and keeps the record fed: journal, metrics, back-off, clean stop."""
