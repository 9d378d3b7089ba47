"""Reports: what a command found, once, and how it is printed: text, JSON, JUnit XML, Markdown, one HTML page."""
