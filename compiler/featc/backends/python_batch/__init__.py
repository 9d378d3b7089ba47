"""The vectorised Python target: NumPy over chunks of Arrow columns."""
