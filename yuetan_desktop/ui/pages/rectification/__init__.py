"""整改台账: the ledger of rectification tasks."""
