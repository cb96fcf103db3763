"""`python -m secretariat`: the command line."""

from __future__ import annotations

from secretariat.faces.cli.main import main

if __name__ == "__main__":
    raise SystemExit(main())
