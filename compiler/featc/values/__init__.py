"""Values of rows: their raw form, whether two are the same, and how people see them."""
