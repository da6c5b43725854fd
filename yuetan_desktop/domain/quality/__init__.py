"""Air and water by their standards: classes, indices, valid days, values of a period."""
