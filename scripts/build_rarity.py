"""Builds src/dragoman/linking/data/rarity.npz from the word probabilities that spacy-lookups-data carries (MIT).

    pip download --no-deps --dest build/rarity spacy-lookups-data==1.0.5
    python scripts/build_rarity.py build/rarity/spacy_lookups_data-1.0.5-py2.py3-none-any.whl

The package's table gives the log probability of a million forms in a corpus of everyday English, with their capitals.
Forms of one word are added up and the 50,000 likeliest words are kept: `word` has the CRC-32 of each in UTF-8, sorted,
`rarity` its -ln p in halves, plus 128 where the word is mostly written with a capital. Hashes, not words, since linking
needs no more and everyday English of the net has words that nobody wants in their checkout. The same input gives the
same bytes.
"""

from __future__ import annotations

import gzip
import json
import math
import re
import sys
import zipfile
from collections import defaultdict
from pathlib import Path
from zlib import crc32

import numpy as np

OUT = Path(__file__).resolve().parents[1] / "src/dragoman/linking/data/rarity.npz"
TABLE = "spacy_lookups_data/data/en_lexeme_prob.json.gz"
WORDS = 50_000
NAMED = 0.7  # the share of its occurrences with a capital from which a word counts as a name: beginnings of sentences
# give common words up to a half
WORD = re.compile(r"[a-z]{2,24}\Z")
NAME = 128


def main(wheel: str) -> None:
    """Write the table that is made from the wheel."""
    with zipfile.ZipFile(wheel) as package:
        forms: dict[str, float] = json.loads(gzip.decompress(package.read(TABLE)))
    whole: dict[str, float] = defaultdict(float)
    capital: dict[str, float] = defaultdict(float)
    for form, log in forms.items():
        word = form.lower()
        if WORD.match(word):
            whole[word] += math.exp(log)
            if form != word:
                capital[word] += math.exp(log)
    table: dict[int, int] = {}
    for word in sorted(whole, key=lambda w: (-whole[w], w))[:WORDS]:
        rarity = round(-2 * math.log(whole[word]))
        table.setdefault(crc32(word.encode()), rarity | (NAME if capital[word] > NAMED * whole[word] else 0))
    words = sorted(table)
    rarities = [table[word] for word in words]
    np.savez_compressed(OUT, word=np.array(words, dtype=np.uint32), rarity=np.array(rarities, dtype=np.uint8))
    print(f"{OUT.name}: {len(words):,} words, {OUT.stat().st_size:,} bytes")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(sys.argv[1])
