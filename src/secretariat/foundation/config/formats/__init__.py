"""Date and number forms per language; one form of a date everywhere (`7 Oct 2021`)."""
