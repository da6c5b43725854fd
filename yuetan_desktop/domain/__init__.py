"""The rules of 约谈: pure functions and frozen values; no Qt, no SQL, no files, no clock."""
