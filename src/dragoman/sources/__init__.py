"""Sources: reports in, from text, Markdown, HTML, JSONL, CSV, Parquet, WARC, folders, standard input and the web."""

from .finding import KINDS, read_all, read_report, readable, with_date
from .found import Found
from .html import from_html
from .rows import report_from

__all__ = ["KINDS", "Found", "from_html", "read_all", "read_report", "readable", "report_from", "with_date"]
