"""A fictitious council beside the example: everything in it is invented.

It shows what must not be told of real people: who moved and seconded, how seats voted, minutes
that were amended, an erratum, meetings that were moved, cancelled and held with a second body.
"""

from __future__ import annotations

from .fill import BODY, fill_fictitious

__all__ = ["BODY", "fill_fictitious"]
