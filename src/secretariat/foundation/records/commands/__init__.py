"""Every write of the record's own tables, and the frame in which all other commands run."""

from __future__ import annotations

from .acts import Act, act, guard_revision, locked, running_acts
from .attachments import keep_attachment
from .example import move_example_clock
from .findable import Findable, forget_findable, make_all_findable, make_findable
from .once import forget_old_keys, keep_where_it_led, take_key
from .seals import seal
from .sources import remember_source

__all__ = [
    "Act",
    "Findable",
    "act",
    "forget_findable",
    "forget_old_keys",
    "guard_revision",
    "keep_attachment",
    "keep_where_it_led",
    "locked",
    "make_all_findable",
    "make_findable",
    "move_example_clock",
    "remember_source",
    "running_acts",
    "seal",
    "take_key",
]
