"""The plain Python target for one row: no NumPy, made for serving."""
