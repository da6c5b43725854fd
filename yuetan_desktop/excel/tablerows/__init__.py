"""Tables row by row to values and targets: months, days, hours, and rows of other kinds."""
