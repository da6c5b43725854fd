"""设置: the office, units and sections, targets, working days, papers, and how the window looks."""
