"""Papers: what their forms begin with, what keeps them back, their stages, numbers and files."""
