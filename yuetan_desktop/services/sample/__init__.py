"""The sample database: an invented city and the story of its cases."""
