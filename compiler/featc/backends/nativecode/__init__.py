"""What the backends of statically typed languages share: names, a tree, how operations and nulls become statements."""
