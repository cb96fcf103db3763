"""A deck of 26 slides in three formats, from a fresh process and in a running server, beside pandoc
and Marp.

Prints JSON, seconds as medians: on the clock, and of the processor, which is what a busy machine
cannot blur. Claim: each format in under half a second. A fresh process also loads the library of
its format; what that costs alone is under "library_alone". A server has loaded them before anybody
asks. Peers get the same deck as Markdown; those not installed are named under "missing".
"""

from __future__ import annotations

import itertools
import json
import os
import platform
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

SOURCE = Path(__file__).resolve().parents[1] / "src"
sys.path.insert(0, str(SOURCE))

SLIDES = 26
ROUNDS = 5
BUDGET = 0.5
_numbers = itertools.count(2010)
FORMATS = ("html", "pptx", "pdf")
LIBRARIES = ("pptx", "typst")
WORDS = "Reach out to the mentors of the projects and confirm the contacts of each"


def sample() -> object:
    """A deck as councils show it: cover, agenda, tables, resolutions, lists. No two are alike, so
    that nothing remembered from the last one helps.
    """
    number_of_deck = next(_numbers)
    from secretariat.rules import deck as d
    from secretariat.rules.runs import bullet, numbered_entry, plain

    table = tuple(
        tuple(d.cell(f"{row + 1} OCT {number_of_deck + column}") for column in range(10))
        for row in range(8)
    )
    columns = tuple(d.Column(f"Step {number}") for number in range(1, 11))
    lines = tuple(d.AgendaLine(f"Item {n}", str(n), "Ann Lee", 10) for n in range(1, 9))
    kinds: tuple[Callable[[str], d.AnySlide], ...] = (
        lambda title: d.TextSlide(
            title=title,
            paragraphs=tuple(
                numbered_entry(f"{n}.", f"[Ann {number_of_deck}] {WORDS}") for n in range(1, 5)
            ),
        ),
        lambda title: d.TableSlide(title=title, columns=columns, rows=table),
        lambda title: d.TextSlide(
            title=title, paragraphs=(bullet(f"{number_of_deck}. {WORDS}"), bullet(WORDS, 1)) * 3
        ),
        lambda title: d.ResolutionSlide(title=title, text=plain(f"That we {WORDS.lower()}.")),
        lambda title: d.AgendaSlide(title=title, lines=lines),
    )
    slides = [kinds[number % len(kinds)](f"Slide {number}") for number in range(2, SLIDES + 1)]
    return d.Deck(
        title="Council",
        body_name="Technical Council",
        organization_name="Open Harbour Foundation",
        date_words="7 October 2021",
        slides=(d.Cover(title="Council", date_words="7 October 2021"), *slides),
    )


def export(name: str) -> bytes:
    """The deck in one format."""
    deck = sample()
    if name == "html":
        from secretariat.documents.rendering.html_deck import deck_html

        return deck_html(deck).encode()  # type: ignore[arg-type]
    if name == "pptx":
        from secretariat.documents.rendering.pptx import deck_pptx

        return deck_pptx(deck)  # type: ignore[arg-type]
    from secretariat.documents.rendering.pdf import deck_pdf

    return deck_pdf(deck)  # type: ignore[arg-type]


Seconds = dict[str, float]


def here(act: Callable[[], object]) -> Seconds:
    """Median seconds of some rounds in this process."""
    return _medians(act, time.process_time)


def apart(act: Callable[[], object]) -> Seconds:
    """Median seconds of some rounds of an act that starts processes."""

    def processor() -> float:
        used = resource.getrusage(resource.RUSAGE_CHILDREN)
        return used.ru_utime + used.ru_stime

    return _medians(act, processor)


def _medians(act: Callable[[], object], processor: Callable[[], float]) -> Seconds:
    clock, busy = [], []
    for _ in range(ROUNDS):
        started, used = time.perf_counter(), processor()
        act()
        clock.append(time.perf_counter() - started)
        busy.append(processor() - used)
    return {
        "clock": round(statistics.median(clock), 3),
        "processor": round(statistics.median(busy), 3),
    }


def run(command: list[str], folder: Path) -> None:
    environment = {**os.environ, "CHROME_NO_SANDBOX": "1"}
    subprocess.run(command, cwd=folder, env=environment, check=True, capture_output=True)


def peers(folder: Path) -> tuple[dict[str, dict[str, Seconds]], list[str]]:
    """Seconds of the peers that are installed, and the names of the others."""
    from secretariat.documents.rendering.markdown import deck_markdown

    (folder / "deck.md").write_text(deck_markdown(sample()), encoding="utf-8")  # type: ignore[arg-type]
    marp = shutil.which("marp") or os.environ.get("MARP", "")
    commands = {
        "pandoc": {
            "html": ["pandoc", "-s", "-t", "slidy", "deck.md", "-o", "pandoc.html"],
            "pptx": ["pandoc", "deck.md", "-o", "pandoc.pptx"],
        },
        "marp": {
            name: [marp, "deck.md", "--no-stdin", "--allow-local-files", f"-o=marp.{name}"]
            for name in FORMATS
        },
    }
    found: dict[str, dict[str, Seconds]] = {}
    missing = []
    for name, formats in commands.items():
        if not (marp if name == "marp" else shutil.which(name)):
            missing.append(name)
            continue
        found[name] = {f: apart(lambda c=c: run(c, folder)) for f, c in formats.items()}  # type: ignore[misc]
    return found, missing


def main() -> None:
    if len(sys.argv) == 3 and sys.argv[1] == "--one":
        export(sys.argv[2])
        return
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        this = [sys.executable, str(Path(__file__).resolve()), "--one"]
        fresh = {form: apart(lambda form=form: run([*this, form], folder)) for form in FORMATS}  # type: ignore[misc]
        alone = {
            library: apart(lambda c=f"import {library}": run([sys.executable, "-c", c], folder))  # type: ignore[misc]
            for library in LIBRARIES
        }
        for form in FORMATS:
            export(form)
        running = {form: here(lambda form=form: export(form)) for form in FORMATS}  # type: ignore[misc]
        others, missing = peers(folder)
    ours = [*fresh.values(), *running.values()]
    result = {
        "bench": "deck",
        "slides": SLIDES,
        "machine": f"{platform.machine()}, {os.cpu_count()} cores",
        "python": platform.python_version(),
        "budget_seconds": BUDGET,
        "fresh_process": fresh,
        "library_alone": alone,
        "running_server": running,
        "peers_fresh_process": others,
        "missing": missing,
        "is_within_budget": max(each["processor"] for each in ours) < BUDGET,
    }
    print(json.dumps(result, indent=2))


if __name__ == "__main__":
    main()
