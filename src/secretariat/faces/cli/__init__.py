"""The command line: one module per command; Django is loaded only by commands that need it."""
