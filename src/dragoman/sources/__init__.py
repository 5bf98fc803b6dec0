"""Sources: reports in, from text, Markdown, HTML, JSONL, CSV, Parquet, folders and standard input."""

from .finding import KINDS, read_all, read_report, with_date
from .html import from_html
from .rows import report_from

__all__ = ["KINDS", "from_html", "read_all", "read_report", "report_from", "with_date"]
