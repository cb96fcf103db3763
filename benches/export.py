"""The deck of the example's meeting written to a file by the command line, each time in a fresh
process.

Prints JSON, seconds: the best and the median of some rounds, on the clock and of the processor,
which is what a busy machine cannot blur so much. Beside the formats of the deck stands what the
command line takes to answer `--help`.
"""

from __future__ import annotations

import json
import os
import platform
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

SOURCE = Path(__file__).resolve().parents[1] / "src"
ROUNDS = 7
REF = "tac/2021-10-07/deck"
FORMATS = ("html", "pptx", "pdf", "md")

Seconds = dict[str, dict[str, float]]


def run(*arguments: str) -> None:
    command = [sys.executable, "-P", "-m", "secretariat", *arguments]
    environment = {**os.environ, "PYTHONPATH": str(SOURCE)}
    subprocess.run(command, env=environment, check=True, capture_output=True)


def measured(*arguments: str) -> Seconds:
    """The best and the median of the rounds; the first one, which fills caches, is not counted."""
    clock, busy = [], []
    for number in range(ROUNDS + 1):
        started, used = time.perf_counter(), processor()
        run(*arguments)
        if number:
            clock.append(time.perf_counter() - started)
            busy.append(processor() - used)
    return {"clock": of(clock), "processor": of(busy)}


def processor() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def of(rounds: list[float]) -> dict[str, float]:
    return {"best": round(min(rounds), 3), "median": round(statistics.median(rounds), 3)}


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        data = str(Path(name) / "data")
        filled = time.perf_counter()
        run("demo", "--no-serve", "--data", data)
        filled = time.perf_counter() - filled
        file = str(Path(name) / "deck")
        exports = {
            to: measured("export", REF, "--to", to, "-o", file, "--data", data) for to in FORMATS
        }
        answers = measured("--help")
    result = {
        "bench": "export",
        "machine": f"{platform.machine()}, {os.cpu_count()} cores",
        "load_of_the_last_minute": round(os.getloadavg()[0], 1),
        "python": platform.python_version(),
        "demo_filled_in": round(filled, 1),
        "export": exports,
        "help": answers,
    }
    print(json.dumps(result, indent=2))


if __name__ == "__main__":
    main()
