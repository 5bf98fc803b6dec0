"""Tables in the published formats with a few invented rows, and the forms in which publishers send them."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Sequence
from pathlib import Path

from dragoman.chances.history.catalogue import Table

ROWS = {
    "AgtId": ("901", "902"),
    "Agt": ("Lake Accord", 'Annex "B" to the Lake Accord, of the joint commission'),
    "Dat": ("2031-03-04", "05/06/2031"),
    "Agtp": ("Intra", "IntraLocal"),
    "Stage": ("Cea", "SubPar"),
    "PP": ("77", "77"),
    "PPName": ("Lake process", "Lake process"),
    "UcdpCon": ("9901", "9901; 9902"),
    "conflict_id": ("9901", "9901"),
    "year": ("2030", "2031"),
    "start_date2": ("2030-02-01", "2030-02-01"),
    "intensity_level": ("1", "2"),
    "month": ("2031-01-31", "2031-02-28"),
    "Afghanistan": ("3", "0"),
}


def table_text(columns: Sequence[str], *, extra: Sequence[str] = (), rename: dict[str, str] | None = None) -> str:
    """A CSV of two rows with these columns, and others as publishers have."""
    names = [*columns, *extra]
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow([(rename or {}).get(name, name) for name in names])
    for row in range(2):
        writer.writerow([ROWS.get(name, ("1", "2"))[row] for name in names])
    return stream.getvalue()


def text_of(table: Table, **changes) -> str:
    """The CSV that is published of a table of the catalogue."""
    back = {new: old for old, new in table.rename.items()}
    return table_text(table.columns, extra=("NotAsked",), rename=back, **changes)


def zipped(text: str | bytes, name: str = "Made_v1.csv", **others: str) -> bytes:
    """A zip file with it, and with other files."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, text)
        for other, content in others.items():
            archive.writestr(other.replace("__", "."), content)
    return stream.getvalue()


_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
BOOK = f"""<?xml version="1.0" encoding="UTF-8"?><workbook xmlns="{_MAIN}" xmlns:r="{_REL}"><workbookPr/>
<sheets><sheet name="Data" sheetId="1" r:id="rId7"/><sheet name="Notes" sheetId="2" r:id="rId8"/></sheets></workbook>"""
LINKS = """<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
<Relationship Id="rId8" Target="worksheets/sheet2.xml"/><Relationship Id="rId7" Target="worksheets/sheet1.xml"/>
</Relationships>"""
STYLES = f"""<styleSheet xmlns="{_MAIN}"><numFmts><numFmt numFmtId="170" formatCode="yyyy\\-mm\\-dd;@"/>
<numFmt numFmtId="171" formatCode="[Red]0.0&quot; days&quot;"/></numFmts>
<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="170"/><xf numFmtId="171"/></cellXfs></styleSheet>"""
STRINGS = f"""<sst xmlns="{_MAIN}"><si><t>paid</t></si><si><r><t>Lake </t></r><r><t>Accord</t></r></si></sst>"""


def sheet(*rows: str) -> str:
    """A sheet with these rows of cells."""
    lines = "".join(f'<row r="{number}">{row}</row>' for number, row in enumerate(rows, 1))
    return f'<worksheet xmlns="{_MAIN}"><sheetData>{lines}</sheetData></worksheet>'


def workbook(first: str, *, book: str = BOOK, styles: str = STYLES, strings: str = STRINGS) -> bytes:
    """A workbook whose first sheet this is."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/workbook.xml", book)
        archive.writestr("xl/_rels/workbook.xml.rels", LINKS)
        archive.writestr("xl/styles.xml", styles)
        archive.writestr("xl/sharedStrings.xml", strings)
        archive.writestr("xl/worksheets/sheet1.xml", first)
        archive.writestr("xl/worksheets/sheet2.xml", sheet())
    return stream.getvalue()


def column(path: Path, name: str) -> list[str]:
    """A column of a table."""
    with path.open(encoding="utf-8", newline="") as stream:
        return [row[name] for row in csv.DictReader(stream)]


def files(folder: Path) -> list[str]:
    """The names of all that lies in a folder, hidden files too."""
    return sorted(path.name for path in folder.iterdir()) if folder.exists() else []
