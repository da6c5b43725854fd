"""约谈案件: the list, one case, and the dialogs that open a case and record its steps."""
