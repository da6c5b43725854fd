"""Where the tables of a sheet stand, and what their heads and titles mean."""
