"""文书: all papers made, and one paper with its form at the left and its pages at the right."""
