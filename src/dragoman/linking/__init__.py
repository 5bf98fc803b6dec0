"""Linking: copies of a report, reports to stories, events to happenings; every disagreement kept."""
