"""Settings: typed environment, Django settings, SQLite options, start-up checks. Imports no app."""
