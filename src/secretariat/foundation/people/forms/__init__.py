"""Forms about people: they shape what is typed and decide nothing; commands refuse."""
