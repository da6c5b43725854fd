"""Who stands where: rules and their readings, the matrix, what is still possible."""
