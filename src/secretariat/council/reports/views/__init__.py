"""Pages of reports and of areas of focus."""
