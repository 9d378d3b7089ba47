"""The documentation target: one Markdown page on the feature set."""
