"""Running the tools of developers from the root of the checkout."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Mapping, Sequence

from secretariat.foundation.config.env import CHECKOUT
from secretariat.rules.errors import Refused


def run_tool(
    arguments: Sequence[str], *, quiet: bool = False, environ: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """`python -m …` at the root of the checkout; with `quiet`, what it says is kept for later."""
    if not (CHECKOUT / "pyproject.toml").is_file():
        raise Refused("no_checkout", "This works only in a checkout of the source.")
    return subprocess.run(  # noqa: S603 - our own arguments
        [sys.executable, "-m", *arguments],
        cwd=CHECKOUT,
        env=dict(environ) if environ is not None else None,
        check=False,
        text=True,
        stdout=subprocess.PIPE if quiet else None,
        stderr=subprocess.STDOUT if quiet else None,
    )


def run_step(name: str, arguments: Sequence[str]) -> bool:
    """Run one step and print its name, result and time, and all it said if it failed."""
    started = time.perf_counter()
    done = run_tool(arguments, quiet=True)
    took = time.perf_counter() - started
    print(f"{'ok    ' if done.returncode == 0 else 'FAILED'} {name:<12} {took:6.1f} s", flush=True)
    if done.returncode != 0:
        print(done.stdout, flush=True)
    return done.returncode == 0
