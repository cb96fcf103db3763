"""What no tracked file may hold: registry hosts, paths of some machine, foreign or inline code."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.house.source import numbered_lines, texts, tracked_files

# Put together here so that this file does not name them itself.
HOSTS = [
    ".".join(parts)
    for parts in (
        ("pypi", "org"),
        ("pythonhosted", "org"),
        ("npmjs", "org"),
        ("npmjs", "com"),
        ("deb", "debian", "org"),
        ("archive", "ubuntu", "com"),
        ("crates", "io"),
        ("proxy", "golang", "org"),
        ("repo1", "maven", "org"),
        ("unpkg", "com"),
        ("jsdelivr", "net"),
        ("cdnjs", "cloudflare", "com"),
    )
]
MACHINE = re.compile(r"(?<![\w.-])/(?:work|root|opt)/\w|(?<![\w.-])/home/\w")
FOREIGN_SCRIPT = re.compile(
    r"""<(?:script|link|img|iframe|source)\b[^>]*\b(?:src|href)\s*=\s*["']?\s*(?:https?:)?//""",
    re.IGNORECASE,
)
TEMPLATES = (".html", ".svg")
INLINE = {
    "a style attribute": re.compile(r"<[^>]*\sstyle\s*=", re.IGNORECASE),
    "a style element": re.compile(r"<style\b", re.IGNORECASE),
    "an event attribute": re.compile(r"<[^>]*\son[a-z]+\s*=", re.IGNORECASE),
    "an htmx event attribute": re.compile(r"<[^>]*\shx-on[:-]", re.IGNORECASE),
    "a script address": re.compile(r"=\s*[\"']?\s*javascript:", re.IGNORECASE),
    "an inline script": re.compile(
        r"<script\b(?![^>]*\bsrc=)(?![^>]*application/json)[^>]*>", re.IGNORECASE
    ),
}
TEMPLATE_COMMENT = re.compile(r"\{#.*?#\}|\{% comment.*?endcomment %\}", re.DOTALL)


def found(pattern: re.Pattern[str], *endings: str) -> list[str]:
    return [
        f"{path}:{number} {line.strip()[:80]}"
        for path, text in texts(*endings)
        for number, line in numbered_lines(text)
        if pattern.search(line)
    ]


def test_no_file_names_a_package_registry() -> None:
    assert found(re.compile("|".join(re.escape(host) for host in HOSTS), re.IGNORECASE)) == []


def test_no_file_names_a_path_of_some_machine() -> None:
    assert found(MACHINE) == []


def test_no_page_loads_from_elsewhere() -> None:
    assert found(FOREIGN_SCRIPT, *TEMPLATES, ".py", ".js", ".css") == []


@pytest.mark.parametrize("what", INLINE)
def test_templates_carry_no_inline_code(what: str) -> None:
    offenders = [
        path
        for path, text in texts(".html")
        if path.startswith("src/") and INLINE[what].search(TEMPLATE_COMMENT.sub("", text))
    ]

    assert offenders == [], f"{what} is blocked by the content security policy"


def test_no_lock_of_another_kind_is_tracked() -> None:
    names = {path.name for path in tracked_files()}

    assert names & {"uv.lock", "pylock.toml", "poetry.lock", "package-lock.json"} == set()


@pytest.mark.parametrize("name", ["run", "postgres", "dev"])
def test_lock_pins_what_is_asked_for_by_hash(root: Path, name: str) -> None:
    asked = re.findall(
        r"^([\w-]+)(?:\[[\w,-]+\])?(==[\w.]+)?$",
        (root / f"requirements/{name}.in").read_text(),
        re.MULTILINE,
    )
    lock = (root / f"requirements/{name}.txt").read_text()
    pinned = dict(re.findall(r"^([\w.-]+)(==[^\s\\;]+)", lock, re.MULTILINE))
    entries = lock.replace("\\\n", " ").strip().splitlines()

    assert asked
    assert [n for n, version in asked if version and pinned.get(n) != version] == []
    assert [n for n, _ in asked if n not in pinned] == []
    assert [entry for entry in entries if "--hash=sha256:" not in entry] == []


def test_locks_agree_on_the_packages_they_share(root: Path) -> None:
    pins: dict[str, set[str]] = {}
    for lock in (root / "requirements").glob("*.txt"):
        for package, version in re.findall(r"^([\w.-]+)==(\S+)", lock.read_text(), re.MULTILINE):
            pins.setdefault(package, set()).add(version)

    assert {package: found for package, found in pins.items() if len(found) > 1} == {}
