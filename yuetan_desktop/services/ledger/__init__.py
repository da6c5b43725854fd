"""The rectification ledger: tasks, what happens to them, visits, and watching after closure."""
