"""Chances: questions with rules, what they start from and what moves them, the ledger of them and their scores."""
