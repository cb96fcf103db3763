"""From the dataclasses of `rules` to the bytes people open: one module per format."""
