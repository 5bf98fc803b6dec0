"""Dragoman reads reports of conflicts and peace talks and gives back the record."""
