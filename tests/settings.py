"""Settings of the test run: the real ones, on a folder of its own and deaf to the machine's own.

Only SECRETARIAT_DATABASE_URL is taken over, so that the same suite runs on PostgreSQL, and
SECRETARIAT_SCREENSHOTS=1, with which the browser tests make the pictures of the README.
"""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile

TAKES_PICTURES = os.environ.get("SECRETARIAT_SCREENSHOTS") == "1"
_database_url = os.environ.get("SECRETARIAT_DATABASE_URL", "")
for _name in [name for name in os.environ if name.startswith("SECRETARIAT_")]:
    del os.environ[_name]
_data = tempfile.mkdtemp(prefix="secretariat-test-")
atexit.register(shutil.rmtree, _data, ignore_errors=True)
os.environ["SECRETARIAT_DATA"] = _data
if _database_url:
    os.environ["SECRETARIAT_DATABASE_URL"] = _database_url

from secretariat.foundation.config.settings import *  # noqa: E402, F403
