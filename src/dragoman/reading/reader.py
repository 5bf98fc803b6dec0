"""Text to Reading: blocks parsed by spaCy one by one and joined to one document over the untouched text."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, Any, cast

from dragoman.records import Report

from . import model
from .layout import Block, BlockKind, blocks
from .mending import mend
from .quotes import pair_quotes
from .reading import Reading, Sentence

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

_NEVER_LAST = frozenset({",", "-", "–", "Mr.", "Mrs.", "Ms.", "Dr.", "Gen.", "Sen.", "Rep.", "Gov.", "Lt.", "Col."})
_BATCH = 64  # blocks parsed together; all of one report, so that a report's result never depends on its neighbours


class Reader:
    """Reads reports with one spaCy pipeline.

    Args:
        model_name: the pinned pipeline or any other with a parser; see `model.load`.
    """

    def __init__(self, model_name: str = model.PINNED) -> None:
        self.model_name = model_name
        self._nlp: Language = model.load(model_name)

    def zone(self) -> AbstractContextManager[object]:
        """Everything read inside forgets its words on leaving, so that memory stays flat over any number of reports.

        No reading, token or span may be used after its zone has closed.
        """
        return self._nlp.memory_zone()

    def read(self, report: Report) -> Reading:
        """The reading of one report; `reading.doc.text` is the report's text, character for character."""
        text = report.text
        laid = list(blocks(text))
        doc = self._parse(text, laid)
        mend(doc)
        return Reading(report=report, doc=doc, sentences=tuple(_sentences(doc, laid)), quotes=pair_quotes(text))

    def _parse(self, text: str, laid: list[Block]) -> Doc:
        from spacy.tokens import Doc

        nlp = self._nlp
        parsed = nlp.pipe((text[block.start : block.end] for block in laid if block.kind != "blank"), batch_size=_BATCH)
        parts = [
            _unparsed(nlp, text[block.start : block.end]) if block.kind == "blank" else next(parsed) for block in laid
        ]
        if not parts:
            return nlp.make_doc(text)
        # "exclude" is missing from spaCy's type stubs; blocks of white space have no tensor, so none can be joined.
        joined: Doc = cast("Any", Doc).from_docs(parts, ensure_whitespace=False, exclude=["tensor"])
        return joined


def _unparsed(nlp: Language, text: str) -> Doc:
    """White space and list marks as one token: it has to be in the document, but not in the syntax."""
    from spacy.tokens import Doc

    return Doc(nlp.vocab, words=[text], spaces=[False], pos=["SPACE"], tags=["_SP"], heads=[0], deps=["dep"])


def _sentences(doc: Doc, laid: list[Block]) -> Iterator[Sentence]:
    """spaCy's sentences inside each block; a heading or bullet is cut only where it holds several full ones."""
    index = token = 0
    for block in laid:
        first = token
        while token < len(doc) and doc[token].idx < block.end:
            token += 1
        if first == token:
            continue
        for start, stop in _cuts(doc, first, token, block.kind):
            last = doc[stop - 1]
            yield Sentence(
                index=index,
                start=doc[start].idx,
                end=last.idx + len(last),
                first=start,
                last=stop,
                kind=block.kind,
                paragraph=block.paragraph,
            )
            index += 1


def _cuts(doc: Doc, first: int, last: int, kind: BlockKind) -> Iterator[tuple[int, int]]:
    if kind in ("blank", "dateline"):
        yield first, last
        return
    start = first
    for token in range(first + 1, last):
        if doc[token].is_sent_start and _is_boundary(doc, token):
            yield start, token
            start = token
    yield start, last


def _is_boundary(doc: Doc, token: int) -> bool:
    """Whether the parser's new sentence really begins here: never after a comma or a title, or on a lone mark."""
    before = doc[token - 1]
    if doc[token].is_space or (doc[token].is_punct and doc[token].text not in "\"'“‘«([—–-"):
        return False
    return before.text not in {
        ",",
        "-",
        "–",
        "Mr.",
        "Mrs.",
        "Ms.",
        "Dr.",
        "Gen.",
        "Sen.",
        "Rep.",
        "Gov.",
        "Lt.",
        "Col.",
    }
