"""Pages about people, bodies and signing in. Each parses, runs one command or query, and "
"renders."""
