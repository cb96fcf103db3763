"""The example council: the Technical Advisory Council of October 2021, filled from facts in
`data/`.

It goes through the same commands as a person would, each at the time of business of the fact, so
that the record, its history and its sources are those of a council that kept them here all along.
"""

from __future__ import annotations

from .fill import Filled, fill

__all__ = ["Filled", "fill"]
