"""Secretariat: the office behind a technical council."""

__version__ = "0.1.0"
