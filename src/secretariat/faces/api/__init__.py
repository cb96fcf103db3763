"""The interface for other programs: every public read, under `/api/v1`."""
