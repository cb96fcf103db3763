"""What every page of the project table knows: its body and the addresses above it."""

from __future__ import annotations

from typing import Any

from secretariat.foundation.people.models import Body

ENDINGS = (("csv", "CSV"), ("md", "Markdown"), ("pdf", "PDF"), ("json", "JSON"))


def frame(body: Body, **values: Any) -> dict[str, Any]:
    """The context of a page under `/<body>/projects`."""
    url = f"/{body.slug}/projects"
    return {
        "body": body,
        "zone": body.zone,
        "projects_url": url,
        "add_url": f"{url}/new",
        "columns_url": f"{url}/columns",
        "benefits_url": f"{url}/benefits",
        **values,
    }
