"""Parts of a plan whose entries must agree with each other.

They are compared as they are written, before any is read: a mistake in one hides none of the
others.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Self

from pydantic import ModelWrapValidatorHandler, ValidationError, ValidationInfo, model_validator

from org_funnels.tracking_plan.complaint import Complaint, also, complain
from org_funnels.tracking_plan.names import Names, names_in
from org_funnels.tracking_plan.shape import Shape

Written = Mapping[str, Any]


class Coherent(Shape):
    """A part that is checked as a whole, beside each of its entries."""

    @classmethod
    def disagreements(cls, written: Written, names: Names) -> Iterable[Complaint]:
        """What does not go together. Any value may still be of any kind."""
        del written, names
        return ()

    @classmethod
    def knows(cls, written: Written) -> bool:
        """Whether it has all keys: one that is misspelt may be the one that is missing."""
        return {*written} <= {field.alias or name for name, field in cls.model_fields.items()}

    @model_validator(mode="wrap")
    @classmethod
    def _agrees(
        cls, value: object, handler: ModelWrapValidatorHandler[Self], info: ValidationInfo
    ) -> Self:
        found = tuple(cls.disagreements(value, names_in(info))) if isinstance(value, dict) else ()
        try:
            read = handler(value)
        except ValidationError as error:
            raise also(error, found) from None
        complain(found)
        return read


def entries(written: Written, key: str) -> Sequence[Written]:
    """The mappings of a list, each at its position; an empty one for what is none."""
    value = written.get(key)
    listed = value if isinstance(value, list | tuple) else ()
    return [item if isinstance(item, dict) else {} for item in listed]


def text(written: Written, key: str) -> str | None:
    """A text, or None for what is none."""
    value = written.get(key)
    return value if isinstance(value, str) else None
