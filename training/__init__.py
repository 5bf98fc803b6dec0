"""Training of the sentence-meaning model and of how it is joined with the rules; not part of the package."""
