"""规则口径: the regulation's clauses, what they find, and how their open wordings are read."""
