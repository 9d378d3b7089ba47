"""Python as a target: a small tree of expressions and statements, and its printer. Knows no operator."""
