"""到期日历: the limits of all cases and tasks by day."""
