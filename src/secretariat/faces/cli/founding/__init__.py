"""A council of one's own from a dialogue or a TOML file: read, checked as a whole, then made."""
