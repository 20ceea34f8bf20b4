"""The error that a person caused and a person can put right.

Everything else is a bug and keeps its stack trace.
"""

from __future__ import annotations

USAGE = 2


class UserError(Exception):
    """Says what happened with which value, where, and what to do next.

    The command line prints the message after "Error: " and ends with the exit code:
    1 bad data, 2 usage or configuration, 3 the build failed, 4 an alert was not delivered.
    """

    def __init__(self, message: str, exit_code: int = USAGE) -> None:
        super().__init__(message)
        self.message = message
        self.exit_code = exit_code
