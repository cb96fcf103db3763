"""The live stream: server-sent events beside the pages, never through Django's own handler, where
each open answer would hold a thread and a database connection.
"""

from __future__ import annotations

from secretariat.faces.web.live.streams import with_live_streams

__all__ = ["with_live_streams"]
