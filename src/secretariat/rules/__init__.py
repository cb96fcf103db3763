"""The law of the council: pure functions over frozen values. No clock, no framework, no network."""
