"""Chance that is the same every time: one stream of numbers a topic.

Each topic has its own stream, so that a change in one leaves the others as they were. A text seeds
the same stream in every Python, whatever its hash seed.
"""

from random import Random


def stream(seed: int, topic: str) -> Random:
    """The random numbers of a topic."""
    return Random(f"{seed}/{topic}")  # noqa: S311  (a simulation keeps no secrets)
