"""Import of spreadsheets: look first, store, answer in the clerk's own file, take back."""
