"""The brief: 'at a glance' of one report or a set; one model, rendered to terminal, Markdown, HTML and JSON."""

from .build import LIMIT, make_brief
from .model import Brief, Line, Ref, Section

__all__ = ["LIMIT", "Brief", "Line", "Ref", "Section", "make_brief"]
