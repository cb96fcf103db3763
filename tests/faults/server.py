"""The real server as a process of its own, and people who send it forms over HTTP."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from dataclasses import dataclass, field
from html import unescape
from http.client import HTTPConnection, HTTPException
from http.cookies import SimpleCookie
from pathlib import Path
from urllib.parse import urlencode, urlsplit

from tests.browser.site import PLACE, ROOT
from tests.faults.stores import Store

PROGRAM = "secretariat"
SILENCE_S = 60


class NoAnswerError(Exception):
    """The server went away before it answered."""


@dataclass(frozen=True)
class Answer:
    """What the server said. An act was acknowledged when it sends on to a page (303 or 302)."""

    status: int
    text: str
    location: str

    @property
    def is_done(self) -> bool:
        """Whether the act was acknowledged."""
        return self.status in {302, 303}

    @property
    def words(self) -> str:
        """The page without its markup."""
        body = re.sub(r"<head>.*?</head>", " ", self.text, flags=re.DOTALL)
        return " ".join(unescape(re.sub(r"<[^>]+>", " ", body)).split())


class Person:
    """Somebody with a browser: cookies, and the hidden token that every form carries."""

    def __init__(self, address: str) -> None:
        self.place = urlsplit(address).netloc
        self.cookies: SimpleCookie = SimpleCookie()

    def get(self, path: str) -> Answer:
        """See a page; it is not followed where it leads elsewhere."""
        return self._ask("GET", path, "", {})

    def post(self, path: str, **typed: str) -> Answer:
        """Send a form."""
        token = self.cookies["secretariat_csrf"].value
        body = urlencode({"csrfmiddlewaretoken": token, **typed})
        return self._ask("POST", path, body, {"Content-Type": "application/x-www-form-urlencoded"})

    def sign_in(self, link: str) -> None:
        """Use a one-time link as its reader would."""
        self.get(link)
        answer = self.post(link)
        assert answer.status == 302, answer.words

    def _ask(self, method: str, path: str, body: str, headers: dict[str, str]) -> Answer:
        cookie = "; ".join(f"{name}={morsel.value}" for name, morsel in self.cookies.items())
        connection = HTTPConnection(self.place, timeout=SILENCE_S)
        try:
            connection.request(method, path, body, {**headers, "Cookie": cookie})
            response = connection.getresponse()
            text = response.read().decode("utf-8", "replace")
        except (HTTPException, OSError) as error:
            raise NoAnswerError(path) from error
        finally:
            connection.close()
        for set_cookie in response.headers.get_all("Set-Cookie") or ():
            self.cookies.load(set_cookie)
        return Answer(response.status, text, response.headers.get("Location", ""))


@dataclass
class Server:
    """A server that runs on a record. `module` and `arguments` name the program."""

    store: Store
    module: str = PROGRAM
    arguments: tuple[str, ...] = ()
    options: tuple[str, ...] = ()
    address: str = ""
    process: subprocess.Popen[str] = field(init=False)

    def __post_init__(self) -> None:
        self.start()

    def start(self) -> None:
        """Serve the record, on the port it had before."""
        port = str(urlsplit(self.address).port or 0)
        program = [sys.executable, "-P", "-m", self.module]
        with self.log.open("a") as log:
            self.process = subprocess.Popen(
                [*program, *self.arguments, "serve", "--port", port, *self.options],
                env={**self.store.environment, "PYTHONUNBUFFERED": "1"},
                cwd=ROOT,
                stdout=subprocess.PIPE,
                stderr=log,
                text=True,
            )
        self.address = self._announced()

    @property
    def log(self) -> Path:
        """Where the server writes what it does."""
        return self.store.data / "server.log"

    def _announced(self) -> str:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            if found := PLACE.search(line):
                return found[0]
        raise AssertionError(self.log.read_text())

    def kill(self) -> None:
        """End it by its id, at once: it gets no chance to finish anything."""
        os.kill(self.process.pid, signal.SIGKILL)
        self.process.communicate()

    def person(self, link: str = "") -> Person:
        """Somebody at this server, signed in by a one-time link."""
        person = Person(self.address)
        if link:
            person.sign_in(link)
        return person
