"""A case beside its chain of steps: causes, people, what it stands on, cases of the past."""
