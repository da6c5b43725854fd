"""The kit every page is built from: one module per component."""
