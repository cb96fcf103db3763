"""The web face: the shell every page stands in, the design system, and the map of addresses."""
