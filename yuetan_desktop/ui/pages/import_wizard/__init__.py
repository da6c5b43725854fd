"""The import wizard: grid of the file, its problems, corrections with their basis, the steps."""
