"""风险总览: tiles, the matrix, what falls due, and the panel of one unit."""
