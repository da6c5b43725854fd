"""Who stands where and why: assessments, the matrix, one unit's panel, the rules and readings."""
