"""统计考评: how the cases of a period went, and the month in a few words."""
