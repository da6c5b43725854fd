"""For superiors: statistics, the month in figures and words, limits by day, meetings."""
