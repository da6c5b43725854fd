"""For superiors: statistics, workbooks, the monthly circular, limits by day."""
