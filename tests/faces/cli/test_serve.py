"""The server starts, says where it is, and ends in order when it is asked to."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import subprocess
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from secretariat.faces.cli import main
from secretariat.faces.cli.server import address_of, bound_socket
from secretariat.rules.errors import Refused

from .conftest import runner, served

pytestmark = pytest.mark.slow


def said_until_ready(server: subprocess.Popen[str]) -> str:
    """What the server prints until it is ready, which the sign-in link ends."""
    assert server.stdout is not None
    lines = []
    for line in server.stdout:
        lines.append(line)
        if "/sign-in/" in line:
            break
    return "".join(lines)


def status_of(address: str) -> int:
    try:
        with urllib.request.urlopen(address) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as error:
        return error.code


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_serve_answers_until_it_is_asked_to_stop(
    server: subprocess.Popen[str], number: signal.Signals
) -> None:
    said = said_until_ready(server)
    address = re.findall(r"http://127\.0\.0\.1:\d+", said)[0]
    link = re.findall(r"\S+/sign-in/\S+", said)[0]

    answers = [status_of(f"{address}/static/web/style.css"), status_of(link)]
    server.send_signal(number)
    rest, complaints = server.communicate(timeout=30)

    assert answers == [200, 200]
    assert (rest, server.returncode) == ("Stopped. Everything that was saved is kept.\n", 0)
    assert "Traceback" not in complaints


def children_of(server: subprocess.Popen[str]) -> list[int]:
    threads = Path(f"/proc/{server.pid}/task").glob("*/children")
    return [int(number) for each in threads for number in each.read_text().split()]


def wait_until(is_so: Callable[[], bool]) -> None:
    for _ in range(600):
        if is_so():
            return
        time.sleep(0.1)
    raise AssertionError("It did not come about within a minute.")


@pytest.fixture
def two_processes(data: Path) -> Iterator[subprocess.Popen[str]]:
    with served(data, "--processes", "2") as process:
        yield process


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="reads the processes of Linux")
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGKILL])
def test_second_process_is_kept_alive_and_ends_with_the_first(
    two_processes: subprocess.Popen[str], number: signal.Signals
) -> None:
    address = re.findall(r"http://127\.0\.0\.1:\d+", said_until_ready(two_processes))[0]
    wait_until(lambda: children_of(two_processes) != [])
    (first,) = children_of(two_processes)

    os.kill(first, signal.SIGKILL)
    wait_until(lambda: children_of(two_processes) not in ([], [first]))
    (second,) = children_of(two_processes)
    answers = [status_of(f"{address}/static/web/style.css") for _ in range(8)]
    two_processes.send_signal(number)
    two_processes.communicate(timeout=30)

    assert answers == [200] * 8
    wait_until(lambda: not runs(second))


def runs(process: int) -> bool:
    try:
        return "(zombie)" not in Path(f"/proc/{process}/status").read_text()
    except FileNotFoundError:
        return False


@pytest.mark.parametrize("number", ["0", "two", "65"])
def test_number_of_processes_is_refused_in_words(
    number: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        main._parsed(["serve", "--processes", number])
    assert "give a number from 1 to 64" in capsys.readouterr().err


def test_serve_refuses_a_live_installation_that_is_not_safe(
    run: Callable[..., subprocess.CompletedProcess[str]],
) -> None:
    refused = run("serve", "--port", "0", SECRETARIAT_MODE="live")

    assert (refused.stdout, refused.returncode) == ("", 1)
    assert refused.stderr.startswith("Not started.\nSECRETARIAT_BASE_URL is http://")
    assert "SECRETARIAT_MAIL_URL is not set" in refused.stderr


def test_sign_in_prints_a_link_for_the_operator(
    run: Callable[..., subprocess.CompletedProcess[str]],
) -> None:
    first, second = run("sign-in"), run("sign-in")

    assert (first.returncode, second.returncode) == (0, 0)
    assert first.stdout != second.stdout
    assert second.stdout.startswith("http://127.0.0.1:8000/sign-in/")


def test_sign_in_refuses_an_address_nobody_uses(
    run: Callable[..., subprocess.CompletedProcess[str]],
) -> None:
    refused = run("sign-in", "nobody@example.org")

    assert (refused.stdout, refused.returncode) == ("", 1)
    assert refused.stderr == (
        "Nobody signs in with nobody@example.org here. `sign-in` alone prints a link for the "
        "operator, who finds every address under Set up, Accounts.\n"
    )


def test_port_that_is_taken_is_refused_in_words() -> None:
    with bound_socket("127.0.0.1", 0) as first:
        port = first.getsockname()[1]
        with pytest.raises(Refused, match=f"Port {port} of 127.0.0.1 cannot be used"):
            bound_socket("127.0.0.1", port)


def test_address_is_one_that_a_browser_here_can_open() -> None:
    with socket.create_server(("0.0.0.0", 0)) as anywhere:
        assert address_of(anywhere) == f"http://127.0.0.1:{anywhere.getsockname()[1]}"


def test_worker_ends_when_it_is_asked_to(data: Path) -> None:
    from tests.faces.cli.conftest import command, environment

    process = subprocess.Popen(
        command("worker"),
        env=environment(data),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    said = process.stdout.readline()

    process.send_signal(signal.SIGTERM)
    process.communicate(timeout=30)

    assert (said, process.returncode) == (
        "Background work is running (stop it with Ctrl+C).\n",
        0,
    )


def test_link_leads_to_where_the_folder_is_being_served(
    server: subprocess.Popen[str], run: Callable[..., subprocess.CompletedProcess[str]]
) -> None:
    address = re.findall(r"http://127\.0\.0\.1:\d+", said_until_ready(server))[0]

    told = json.loads(run("sign-in", "--json").stdout)

    assert told["sign_in"].startswith(f"{address}/sign-in/")


def test_address_in_the_settings_file_is_kept_by_the_server(
    data: Path, server: subprocess.Popen[str]
) -> None:
    """The server's own address must not win over the one the operator chose for links."""
    said_until_ready(server)
    (data / "secretariat.toml").write_text('base_url = "https://council.example.org"\n')

    done = runner(data)("sign-in")

    assert done.stdout.startswith("https://council.example.org/sign-in/")
