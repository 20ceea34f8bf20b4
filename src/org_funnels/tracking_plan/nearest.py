"""Name what a person probably meant."""

from collections.abc import Iterable

from rapidfuzz import fuzz, process

ALIKE = 60
LISTED = 20


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """A sentence with the nearest known name; with all of them where none is near."""
    names = sorted(known)
    if not names:
        return "There are none yet."
    if near := nearest(name, names):
        return f"Did you mean `{near}`?"
    more = ", …" if len(names) > LISTED else ""
    return "Known: " + ", ".join(f"`{known_name}`" for known_name in names[:LISTED]) + more + "."


def nearest(name: str, known: Iterable[str]) -> str | None:
    """The known name that is most like this one, if any is at all."""
    match = process.extractOne(name, sorted(known), scorer=_likeness, score_cutoff=ALIKE)
    return match[0] if match else None


def _likeness(name: str, other: str, *, score_cutoff: float | None = None) -> float:
    """By letters, or by words in any order: `update-plan` is near `plan-update`."""
    del score_cutoff  # rapidfuzz's signature; two ratios are not worth cutting short
    words, other_words = (_words(text) for text in (name, other))
    return max(fuzz.ratio(words, other_words), fuzz.token_sort_ratio(words, other_words))


def _words(name: str) -> str:
    return name.lower().replace("-", " ").replace("_", " ")
