"""替换该期: targets and incidents out of force by a newer file, as long as its import holds."""

TABLES = """
ALTER TABLE target ADD COLUMN retired_by INTEGER REFERENCES batch(id);

ALTER TABLE incident ADD COLUMN retired_by INTEGER REFERENCES batch(id)
"""
