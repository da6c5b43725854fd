"""Whether the days of 沙尘 were taken out of a value, beside its audit."""

TABLES = """
ALTER TABLE audit_mark ADD COLUMN dust TEXT NOT NULL DEFAULT '未注明'
  CHECK (dust IN ('扣除沙尘', '未扣除沙尘', '未注明'))"""
