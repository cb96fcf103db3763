"""Pages of talks."""
