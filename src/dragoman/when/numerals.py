"""Numbers written in words put together: twenty-four, two thousand and one, nineteen ninety-six."""

from __future__ import annotations

from collections.abc import Sequence

_LONGEST = 8  # words; a longer run is a list of numbers, not one


def compose_number(words: Sequence[str], numbers: dict[str, int]) -> tuple[int, int, bool]:
    """The number at the head of `words`: its value, how many of the words it takes, and whether it reads as a year.

    `words` are number words, "and" and "-" in the order of the text, the first a number word. A year is one read in
    pairs (nineteen ninety-six), or any number from 1900 to 2100 (two thousand and one).
    """
    total = current = used = index = 0
    pair = 0  # the tens read first: nineteen | ninety-six
    words = words[:_LONGEST]
    while index < len(words):
        value = numbers.get(words[index])
        if value is None:
            follows = numbers.get(words[index + 1], 0) if index + 1 < len(words) else 0
            if not _joins(words[index], follows, current, total):
                break
            index += 1
            continue
        tens = current % 100 == 0 or (current >= 20 and current % 10 == 0 and value < 10)
        if value == 100:
            current = max(1, current) * 100
        elif value == 1000:
            total, current = total + max(1, current) * 1000, 0
        elif tens:
            current += value
        elif 10 <= current <= 20 and value >= 10 and not pair and not total:
            pair, current = current, value
        else:
            break
        index += 1
        used = index
    if pair:
        return pair * 100 + current, used, True
    value = total + current
    return value, used, 1900 <= value <= 2100


def _joins(mark: str, follows: int, current: int, total: int) -> bool:
    """Whether "-" or "and" goes on with the number: twenty-four, two hundred and ten."""
    if mark == "-":
        return current >= 20 and current % 10 == 0 and 0 < follows < 10
    return follows > 0 and (total > 0 or current >= 100)
