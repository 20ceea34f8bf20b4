"""Alerts to send, and receivers on this machine that take them, hang or refuse."""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass, field
from datetime import datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any

import pytest

from org_funnels.alerts.alert import Alert, Section

if TYPE_CHECKING:
    from collections.abc import Iterator

MADE_AT = datetime(2026, 11, 13, 7, 0)  # noqa: DTZ001  (the log has none)


@dataclass(frozen=True)
class Answer:
    """What a receiver does with a request."""

    status: int = 200
    headers: tuple[tuple[str, str], ...] = ()
    after_seconds: float = 0


@dataclass
class Receiver:
    """An HTTP server that answers as it was told, the last answer for ever; it keeps what came."""

    answers: list[Answer]
    requests: list[tuple[dict[str, str], bytes]] = field(default_factory=list)
    at: list[float] = field(default_factory=list)
    url: str = ""

    def next_answer(self) -> Answer:
        """What to do now."""
        return self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]


@pytest.fixture
def receiver(monkeypatch: pytest.MonkeyPatch) -> Iterator[Receiver]:
    """A receiver that takes everything, unless the test gives it other answers."""
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    found = Receiver([Answer()])

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            found.requests.append((dict(self.headers), body))
            found.at.append(time.monotonic())
            answer = found.next_answer()
            time.sleep(answer.after_seconds)
            self.send_response(answer.status)
            for name, value in answer.headers:
                self.send_header(name, value)
            self.send_header("Content-Length", "2")
            self.end_headers()
            self.wfile.write(b"ok")

        def log_message(self, format: str, *args: Any) -> None:  # noqa: A002, ANN401
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    # a client that hung up is what some tests are about
    server.handle_error = lambda *_: None  # type: ignore[method-assign]
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    found.url = f"http://127.0.0.1:{server.server_port}/hook"
    yield found
    server.shutdown()
    server.server_close()


@pytest.fixture
def alert() -> Alert:
    """Two incidents of one owner."""
    return Alert(
        "growth",
        "20261113T070000-abc123",
        MADE_AT,
        "2 incidents for growth: 2 open",
        (
            Section(
                "7f3a0001",
                "opened",
                1,
                "signups",
                "critical",
                "[CRITICAL] signups on Thu 12 Nov 2026 (UTC): 85 of 100 have their event",
                ("15 are missing.", "Most of it: browser <Safari & co>, 93.3 % of the missing."),
            ),
            Section("7f3a0002", "digest", 2, "repos", "warning", "[WARNING] repos", ("3 > 2",)),
        ),
    )
