"""Talks: moves told in reports, and the rounds and processes that they make up, each field with its evidence."""
