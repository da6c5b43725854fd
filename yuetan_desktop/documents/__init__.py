"""Word papers: the official page, templates, rendering, numbering, printing. No database."""
