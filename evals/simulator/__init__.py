"""A simulator of reporting: scripted talks and fighting, told by invented outlets, with the truth kept apart.

The parties are real, what they do here is not: every round, attack and toll is invented.
"""
