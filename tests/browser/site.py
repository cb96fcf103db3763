"""The real server in a process of its own, on a copy of the example council."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = (sys.executable, "-P", "-m", "secretariat")
PLACE = re.compile(r"http://127\.0\.0\.1:\d+")
LINK = re.compile(r"/sign-in/\S+")


def environment() -> dict[str, str]:
    """The environment of a subprocess: deaf to the settings of this machine and of this run."""
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith("SECRETARIAT_")
    }
    kept.pop("DJANGO_SETTINGS_MODULE", None)
    return {**kept, "PYTHONPATH": str(ROOT / "src"), "PYTHONUNBUFFERED": "1"}


def run(*arguments: str) -> str:
    """What a command of the program prints; fails with what it complains about."""
    done = subprocess.run(
        [*PROGRAM, *arguments],
        env=environment(),
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@dataclass
class Site:
    """A server that runs. `address` is where a browser finds it."""

    data: Path
    address: str
    process: subprocess.Popen[str]
    cookies: dict[str, object] = field(default_factory=dict)

    def sign_in_path(self, handle: str) -> str:
        """The path of a new one-time link for a person of the example."""
        said = run("sign-in", f"{handle}@example.org", "--data", str(self.data))
        return str(LINK.findall(said)[0])

    def stop(self) -> None:
        """End the server and the folder with it."""
        self.process.send_signal(signal.SIGKILL)
        self.process.communicate()
        shutil.rmtree(self.data, ignore_errors=True)


def fill_example(folder: Path) -> Path:
    """A folder with the example council at 06:30 on 7 October 2021."""
    run("demo", "--no-serve", "--data", str(folder))
    return folder


def start(filled: Path, data: Path) -> Site:
    """Serve a copy of a filled folder on a free port."""
    shutil.copytree(filled, data)
    with (data / "server.log").open("w") as log:
        process = subprocess.Popen(
            [
                sys.executable,
                "-P",
                "-m",
                "secretariat",
                "serve",
                "--port",
                "0",
                "--data",
                str(data),
            ],
            env=environment(),
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=log,
            text=True,
        )
    assert process.stdout is not None
    for line in process.stdout:
        if found := PLACE.search(line):
            return Site(data, found[0], process)
    raise AssertionError((data / "server.log").read_text())
