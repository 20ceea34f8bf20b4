"""How everyday clients write an org: as an id or a name, tidy or not, and sometimes not at all.

Each function gives what is written, what it means, and the case that it shows.
"""

from dataclasses import dataclass
from datetime import datetime
from random import Random

from org_funnels.demo.cases import Case
from org_funnels.demo.events import NOT_IDS, Reference, known, missed, silent
from org_funnels.demo.tables import By
from org_funnels.demo.world import Org

_UNKNOWN_ID = 990_000
_SHOUTED = 0.04
_PADDED = 0.03
_MISTYPED = 0.005
_WORD_FOR_ID = 0.05
_ID_OF_NOBODY = 0.002


@dataclass(frozen=True, slots=True)
class Spelling:
    """A value that names an org, with its meaning."""

    text: str | None
    reference: Reference
    cases: tuple[Case, ...] = ()


def plain_name(org: Org, moment: datetime) -> Spelling:
    """The name as it was then."""
    return Spelling(org.name_at(moment), known("name", org.org_id))


def careless_name(org: Org, moment: datetime, rng: Random) -> Spelling:
    """The name as a browser sends it: sometimes shouted, padded or mistyped."""
    name = org.name_at(moment)
    chance = rng.random()
    if chance < _SHOUTED:
        return Spelling(name.upper(), known("name", org.org_id), (Case.ORG_UPPER_CASE,))
    if chance < _SHOUTED + _PADDED:
        return Spelling(f" {name}  ", known("name", org.org_id), (Case.ORG_PADDED,))
    if chance < _SHOUTED + _PADDED + _MISTYPED:
        return Spelling(f"{name}-old", missed("name", "unknown_name"), (Case.UNKNOWN_NAME,))
    return Spelling(name, known("name", org.org_id))


def shouted_name(org: Org, moment: datetime) -> Spelling:
    """The second client shouted every name."""
    text = org.name_at(moment).upper()
    return Spelling(text, known("name", org.org_id), (Case.ORG_UPPER_CASE,))


def careless_id(org: Org, rng: Random) -> Spelling:
    """The id as a browser sends it: now and then a word, or an id that there never was."""
    chance = rng.random()
    if chance < _WORD_FOR_ID:
        return Spelling(rng.choice(NOT_IDS), silent("id"), (Case.NOT_AN_ID,))
    if chance < _WORD_FOR_ID + _ID_OF_NOBODY:
        unknown = str(_UNKNOWN_ID + rng.randrange(1000))
        return Spelling(unknown, missed("id", "unknown_id"), (Case.UNKNOWN_ID,))
    return Spelling(str(org.org_id), known("id", org.org_id))


def no_name(by: By, rng: Random) -> Spelling:
    """A word where a name should be."""
    return Spelling(rng.choice(NOT_IDS), silent(by), (Case.NOT_AN_ID,))
