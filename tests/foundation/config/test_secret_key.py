"""The key is made once, kept, and readable by its owner only."""

from __future__ import annotations

import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from secretariat.foundation.config.secret_key import KEY_FILE, secret_key


def test_key_is_made_once_and_kept(tmp_path: Path) -> None:
    first = secret_key(tmp_path / "data")

    assert secret_key(tmp_path / "data") == first
    assert len(first) == 64
    assert secret_key(tmp_path / "other") != first


def test_key_is_readable_by_its_owner_only(tmp_path: Path) -> None:
    secret_key(tmp_path)

    assert stat.S_IMODE((tmp_path / KEY_FILE).stat().st_mode) == 0o600


def test_key_is_the_same_for_all_who_start_at_once(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        keys = set(pool.map(secret_key, [tmp_path] * 32))

    assert len(keys) == 1
    assert [path.name for path in tmp_path.iterdir()] == [KEY_FILE]
