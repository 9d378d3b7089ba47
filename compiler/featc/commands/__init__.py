"""What each command does. Commands print and return exit codes; the work is in pure modules."""
