"""From syntax trees to declarations: imports read, `for` expanded, every name given its one meaning. Knows no types."""
