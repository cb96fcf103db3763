"""The paper: documents of `rules` to and from files. No framework, no clock, no network."""
