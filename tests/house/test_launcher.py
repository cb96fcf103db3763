"""The launcher makes its environment whole or not at all, and says what to do when it cannot.

Each test is a checkout of its own with one tiny package in its lock, taken from a local folder:
no network. The launcher runs as users run it, as a process.
"""

from __future__ import annotations

import ast
import base64
import hashlib
import json
import os
import shutil
import signal
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = """
import sys, tiny
print(tiny.NAME, *sys.argv[1:])
"""

pytestmark = pytest.mark.slow


def make_wheel(folder: Path, name: str = "tiny", version: str = "1.0") -> str:
    """Write a wheel of one module into `folder`; return its pinned, hashed requirement."""
    info = f"{name}-{version}.dist-info"
    files = {
        f"{name}.py": f"NAME = '{name} {version}'\n",
        f"{info}/METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n",
        f"{info}/WHEEL": "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    record = [f"{path},{record_hash(text)},{len(text)}" for path, text in files.items()]
    files[f"{info}/RECORD"] = "\n".join([*record, f"{info}/RECORD,,", ""])
    wheel = folder / f"{name}-{version}-py3-none-any.whl"
    with zipfile.ZipFile(wheel, "w") as archive:
        for path, text in files.items():
            archive.writestr(path, text)
    digest = hashlib.sha256(wheel.read_bytes()).hexdigest()
    return f"{name}=={version} \\\n    --hash=sha256:{digest}\n"


def record_hash(text: str) -> str:
    digest = hashlib.sha256(text.encode()).digest()
    return "sha256=" + base64.urlsafe_b64encode(digest).rstrip(b"=").decode()


class Checkout:
    """A checkout with a small program, and the environment variables its launcher gets."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.wheels = folder / "wheels"
        self.wheels.mkdir(parents=True)
        shutil.copy(ROOT / "secretariat", folder)
        package = folder / "src" / "secretariat"
        package.mkdir(parents=True)
        (package / "__init__.py").touch()
        (package / "__main__.py").write_text(PROGRAM)
        (folder / "requirements").mkdir()
        self.lock("run", make_wheel(self.wheels))
        tools = folder / "tools"
        tools.mkdir()
        (tools / "uv").symlink_to(Path(sys.executable).with_name("uv"))
        self.environ = {
            "HOME": str(folder),
            "PATH": f"{tools}:/usr/bin:/bin",
            "PIP_NO_INDEX": "1",
            "PIP_FIND_LINKS": str(self.wheels),
            "PIP_CONFIG_FILE": os.devnull,
            "UV_OFFLINE": "1",
            "UV_FIND_LINKS": str(self.wheels),
            # The faster of the two; the tests of pip ask for it.
            "SECRETARIAT_INSTALLER": "uv",
        }

    @property
    def venv(self) -> Path:
        return self.folder / ".venv"

    def lock(self, name: str, content: str) -> None:
        (self.folder / "requirements" / f"{name}.txt").write_text(content)

    def command(self, *arguments: str, python: str = sys.executable) -> list[str]:
        return [python, str(self.folder / "secretariat"), *arguments]

    def start(
        self, *arguments: str, python: str = sys.executable, **environ: str
    ) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            self.command(*arguments, python=python),
            env={**self.environ, **environ},
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
        )

    def hide(self, *modules: str, version: tuple[int, ...] | None = None) -> str:
        """A PYTHONPATH under which the modules are missing and Python says it is `version`."""
        site = self.folder / "hidden"
        site.mkdir(exist_ok=True)
        (site / "sitecustomize.py").write_text(
            "import importlib.util, sys\n"
            "real = importlib.util.find_spec\n"
            f"hidden = {modules!r}\n"
            "importlib.util.find_spec = lambda n, *r: None if n in hidden else real(n, *r)\n"
            f"sys.version_info = {version!r} or sys.version_info\n"
        )
        return str(site)


@pytest.fixture
def checkout(tmp_path: Path) -> Checkout:
    return Checkout(tmp_path / "checkout")


def listing(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if path.name.startswith(".venv"))


def test_launcher_builds_the_environment_and_passes_arguments(checkout: Checkout) -> None:
    first = checkout.start("export", "tac/projects", "--to", "csv")
    second = checkout.start()

    assert (first.stdout, first.returncode) == ("tiny 1.0 export tac/projects --to csv\n", 0)
    assert first.stderr.startswith("Preparing the environment (run)")
    assert (second.stdout, second.stderr, second.returncode) == ("tiny 1.0\n", "", 0)


def test_launcher_uses_pip_where_uv_is_missing(checkout: Checkout) -> None:
    started = checkout.start(PATH="/usr/bin:/bin", SECRETARIAT_INSTALLER="")

    assert (started.stdout, started.returncode) == ("tiny 1.0\n", 0)


def test_launcher_uses_the_pip_of_the_system_where_ensurepip_is_missing(checkout: Checkout) -> None:
    interpreter = Path(sys.base_prefix) / "bin" / "python3"
    if not (interpreter.parent / "pip3").exists():
        pytest.skip("needs an interpreter with pip")

    started = checkout.start(
        python=str(interpreter), PYTHONPATH=checkout.hide("ensurepip"), SECRETARIAT_INSTALLER="pip"
    )

    assert (started.stdout, started.returncode) == ("tiny 1.0\n", 0)
    assert not (checkout.venv / "bin" / "pip").exists()


def test_launcher_rebuilds_when_the_lock_changes(checkout: Checkout) -> None:
    checkout.start()
    checkout.lock("run", make_wheel(checkout.wheels, version="2.0"))

    started = checkout.start()

    assert (started.stdout, started.returncode) == ("tiny 2.0\n", 0)
    assert listing(checkout.folder) == [".venv", ".venv.lock"]


def test_launcher_adds_the_tools_of_developers_only_for_them(checkout: Checkout) -> None:
    checkout.lock("dev", make_wheel(checkout.wheels, name="tool"))
    checkout.start("serve")
    record = checkout.venv / "secretariat.json"
    before = set(json.loads(record.read_text())["locks"])

    checkout.start("--data", "elsewhere", "test")

    assert (before, set(json.loads(record.read_text())["locks"])) == ({"run"}, {"run", "dev"})


def test_launcher_keeps_the_tools_of_developers_when_the_lock_changes(checkout: Checkout) -> None:
    checkout.lock("dev", make_wheel(checkout.wheels, name="tool"))
    checkout.start("test")
    checkout.lock("run", make_wheel(checkout.wheels, version="2.0"))

    checkout.start("serve")

    record = json.loads((checkout.venv / "secretariat.json").read_text())
    assert set(record["locks"]) == {"run", "dev"}


@pytest.mark.parametrize("place", ["variable", "file"])
def test_launcher_adds_the_driver_where_postgresql_is_named(checkout: Checkout, place: str) -> None:
    checkout.lock("postgres", make_wheel(checkout.wheels, name="driver"))
    url, data = "postgres://localhost/council", checkout.folder / "elsewhere"
    environ = {"SECRETARIAT_DATABASE_URL": url} if place == "variable" else {}
    data.mkdir()
    if place == "file":
        (data / "secretariat.toml").write_text(f'database_url = "{url}"\n')

    checkout.start("serve", "--data", str(data), **environ)

    record = json.loads((checkout.venv / "secretariat.json").read_text())
    assert set(record["locks"]) == {"run", "postgres"}


@pytest.mark.parametrize("installer", ["uv", "pip"])
def test_launcher_refuses_a_package_with_another_hash(checkout: Checkout, installer: str) -> None:
    checkout.environ["SECRETARIAT_INSTALLER"] = installer
    good = make_wheel(checkout.wheels)
    checkout.lock("run", good[:-3] + ("0" if good[-3] != "0" else "1") + good[-2:])

    refused = checkout.start()
    checkout.lock("run", good)
    again = checkout.start()

    assert (refused.returncode, refused.stdout) == (2, "")
    assert "Nothing was changed." in refused.stderr
    assert (again.stdout, again.returncode) == ("tiny 1.0\n", 0)


def test_launcher_failing_to_rebuild_keeps_the_environment_it_had(checkout: Checkout) -> None:
    checkout.start()
    good = (checkout.folder / "requirements/run.txt").read_text()
    checkout.lock("run", good + "missing==1.0 --hash=sha256:" + "0" * 64 + "\n")

    refused = checkout.start()
    checkout.lock("run", good)
    again = checkout.start()

    assert refused.returncode == 2
    assert (again.stdout, again.stderr) == ("tiny 1.0\n", "")


def test_launcher_killed_while_installing_starts_over(checkout: Checkout) -> None:
    stuck = checkout.folder / "stuck"
    stuck.mkdir()
    uv = stuck / "uv"
    uv.write_text(
        "#!/bin/sh\n"
        "for last; do :; done\n"
        'case "$1" in --version) exit;; venv) mkdir -p "$last/bin"; exit;; esac\n'
        f"touch {stuck}/installing\nsleep 60\n"
    )
    uv.chmod(0o755)
    environ = {**checkout.environ, "PATH": f"{stuck}:/usr/bin:/bin"}
    process = subprocess.Popen(checkout.command(), env=environ, start_new_session=True)
    wait_until((stuck / "installing").exists)

    os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    left = listing(checkout.folder)
    again = checkout.start()

    assert left == [".venv.lock", f".venv.new-{process.pid}"]
    assert (again.stdout, again.returncode) == ("tiny 1.0\n", 0)
    assert listing(checkout.folder) == [".venv", ".venv.lock"]


def wait_until(is_so: Callable[[], bool]) -> None:
    for _ in range(600):
        if is_so():
            return
        time.sleep(0.05)
    pytest.fail("waited 30 seconds in vain")


def test_launcher_started_twice_at_once_builds_once(checkout: Checkout) -> None:
    pipes = [
        subprocess.Popen(
            checkout.command(),
            env=checkout.environ,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for _ in range(2)
    ]

    said = [process.communicate(timeout=120) for process in pipes]

    assert [out for out, _ in said] == ["tiny 1.0\n", "tiny 1.0\n"]
    assert sum(err.count("Preparing the environment") for _, err in said) == 1


def test_launcher_leaves_an_environment_alone_that_it_did_not_make(checkout: Checkout) -> None:
    (checkout.venv / "bin").mkdir(parents=True)
    (checkout.venv / "bin/mine").write_text("precious")

    refused = checkout.start()
    elsewhere = checkout.start(SECRETARIAT_VENV=str(checkout.folder / "other"))

    assert refused.returncode == 2
    assert "was not made by this program" in refused.stderr
    assert (checkout.venv / "bin/mine").read_text() == "precious"
    assert (elsewhere.stdout, elsewhere.returncode) == ("tiny 1.0\n", 0)


def test_launcher_without_any_installer_names_the_package_to_install(checkout: Checkout) -> None:
    refused = checkout.start(
        PYTHONPATH=checkout.hide("ensurepip", "pip"), PATH="/usr/bin:/bin", SECRETARIAT_INSTALLER=""
    )

    assert refused.returncode == 2
    assert (
        f"apt install python{sys.version_info.major}.{sys.version_info.minor}-venv"
        in refused.stderr
    )
    assert not checkout.venv.exists()


def test_launcher_on_an_old_python_says_which_it_needs(checkout: Checkout) -> None:
    refused = checkout.start(PYTHONPATH=checkout.hide(version=(3, 9, 2)), PATH="/nonexistent")

    assert refused.returncode == 2
    assert refused.stderr.startswith("Secretariat needs Python 3.11 or newer; this is Python 3.9 (")


def test_launcher_on_an_old_python_runs_a_newer_one(checkout: Checkout) -> None:
    newer = checkout.folder / "tools" / "python3.11"
    newer.write_text(f'#!/bin/sh\nunset PYTHONPATH\nexec {sys.executable} "$@"\n')
    newer.chmod(0o755)
    site = checkout.hide(version=(3, 9, 2))

    started = checkout.start("doctor", PYTHONPATH=site)

    assert (started.stdout, started.returncode) == ("tiny 1.0 doctor\n", 0)


def test_launcher_is_written_for_any_python_3() -> None:
    tree = ast.parse((ROOT / "secretariat").read_text(), feature_version=(3, 7))

    newer = (ast.JoinedStr, ast.AnnAssign, ast.NamedExpr, ast.AsyncFunctionDef, ast.Match)
    assert [node.lineno for node in ast.walk(tree) if isinstance(node, newer)] == []


def test_launcher_names_no_index(root: Path) -> None:
    source = (root / "secretariat").read_text()

    assert [word for word in ("--index", "--extra-index", "://") if word in source] == []
