"""Look at the health of an installation: settings, database, mail, frozen records."""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from secretariat.faces.cli.options import (
    DONE,
    REFUSED,
    load_django,
    report_json,
    use_existing_record,
    wants_json,
)
from secretariat.rules.errors import Refused

if TYPE_CHECKING:
    from secretariat.faces.cli.health import Finding

HELP = "look at settings, database, mail and frozen records"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--against",
        type=Path,
        metavar="FILE",
        help="an earlier `doctor --json`: frozen records must still follow from it",
    )


def run(options: argparse.Namespace) -> int:
    use_existing_record(options)
    load_django(options)
    expected = _expected_heads(options.against)
    findings, heads = _examine(expected)
    if wants_json(options):
        report_json({"findings": [asdict(finding) for finding in findings], "heads": heads})
    else:
        for finding in findings:
            print(f"{'ok     ' if finding.is_well else 'PROBLEM'} {finding.about}: {finding.words}")
    return DONE if all(finding.is_well for finding in findings) else REFUSED


def _examine(expected: dict[str, str]) -> tuple[list[Finding], dict[str, str]]:
    """All findings. What needs the tables is asked only when they are there."""
    from secretariat.faces.cli import health

    findings = [*health.settings_findings(), *health.database_findings()]
    if not all(finding.is_well for finding in findings if finding.about != "settings"):
        return findings, {}
    heads = health.seal_heads()
    findings += health.background_findings()
    findings += health.mail_findings()
    findings += health.seal_findings(heads, expected)
    return findings, heads


def _expected_heads(file: Path | None) -> dict[str, str]:
    if file is None:
        return {}
    try:
        heads = json.loads(file.read_text(encoding="utf-8"))["heads"]
        return {str(slug): str(head) for slug, head in heads.items()}
    except (OSError, ValueError, LookupError, TypeError, AttributeError) as error:
        raise Refused(
            "unknown_file", f"{file} is not a file that `doctor --json` has written."
        ) from error
