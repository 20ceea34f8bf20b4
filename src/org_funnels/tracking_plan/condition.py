"""One condition of a `where`.

Conditions are data: the macros write their SQL, so nothing from the plan is spliced into a query.
"""

from typing import Annotated, Literal, Self

from pydantic import Field, PlainValidator, WithJsonSchema, model_validator

from org_funnels.tracking_plan.shape import RawName, Shape

SCALAR_SCHEMA = {"type": ["string", "number", "boolean"]}
Scalar = str | int | float | bool
Operator = Literal[
    "=", "!=", "in", "not in", ">", ">=", "<", "<=",
    "is set", "is not set", "contains", "not contains", "icontains", "not icontains",
]  # fmt: skip
OP = 'How to compare. Quote signs such as ">": YAML has its own use for them.'
VALUE = "What to compare with: text by bytes (`icontains`: in any case), numbers by size."
WITHOUT_VALUE = {"is set", "is not set"}
WITH_LIST = {"in", "not in"}
WITH_TEXT = {"contains", "not contains", "icontains", "not icontains"}
COMPARISONS = {">", ">=", "<", "<="}


def _value(value: object) -> Scalar | tuple[Scalar, ...] | None:
    """A scalar, or a list of scalars of one kind."""
    if isinstance(value, list):
        items = tuple(_scalar(item) for item in value)
        if len({kind_of(item) for item in items}) != 1:
            msg = "a list `value` must hold texts only, or numbers only, and at least one."
            raise ValueError(msg)
        return items
    return None if value is None else _scalar(value)


def _scalar(value: object) -> Scalar:
    if isinstance(value, str | int | float | bool):
        return value
    msg = "`value` must be text, a number, true or false, or a list of them."
    raise ValueError(msg)


Value = Annotated[
    Scalar | tuple[Scalar, ...] | None,
    PlainValidator(_value),
    WithJsonSchema(
        {
            "anyOf": [
                SCALAR_SCHEMA,
                {
                    "type": "array",
                    "minItems": 1,
                    "items": {"type": ["string", "number", "boolean"]},
                },
            ]
        }
    ),
]


class ColumnCondition(Shape):
    """A condition on a column. It must be true to hold: it never does for a null."""

    column: RawName = Field(description="The column, as the table writes it.")
    op: Operator = Field(description=OP)
    value: Value = Field(None, description=VALUE)

    @model_validator(mode="after")
    def _value_fits(self) -> Self:
        check_value(self.op, self.value)
        return self


class EventCondition(Shape):
    """A condition on an event: a column that every event has, or a property of this one."""

    column: str | None = Field(None, description="A column of the event contract, such as `view`.")
    property_: str | None = Field(
        None, alias="property", description="A property that the event declares."
    )
    op: Operator = Field(description=OP)
    value: Value = Field(None, description=VALUE)

    @model_validator(mode="after")
    def _value_fits(self) -> Self:
        if (self.column is None) == (self.property_ is None):
            msg = "a condition is on a `column` or on a `property`: write one of the two."
            raise ValueError(msg)
        check_value(self.op, self.value)
        return self

    @property
    def values(self) -> tuple[Scalar, ...]:
        """What it compares with, each alone."""
        if isinstance(self.value, tuple):
            return self.value
        return () if self.value is None else (self.value,)

    @property
    def texts(self) -> tuple[str, ...]:
        """The whole texts that it compares with; none where it looks for a part or an order."""
        if self.op not in {"=", "!=", "in", "not in"}:
            return ()
        return tuple(value for value in self.values if isinstance(value, str))

    @property
    def sentence(self) -> str:
        """For a reader of the mart: `kind = started`."""
        value = ", ".join(map(str, self.values))
        return f"{self.column or self.property_} {self.op} {value}".rstrip()


Condition = ColumnCondition | EventCondition


def check_value(op: str, value: object) -> None:
    """Raise where an operator can't take the value."""
    if problem := _value_problem(op, value):
        raise ValueError(problem)


def kind_of(value: Scalar) -> str:
    """What a value is compared as: never a text with a number."""
    if isinstance(value, bool):
        return "truth"
    return "text" if isinstance(value, str) else "number"


def _value_problem(op: str, value: object) -> str | None:
    reasons = [
        (op in WITHOUT_VALUE and value is not None, "takes no value. Leave it out."),
        (op not in WITHOUT_VALUE and value is None, "needs a `value`."),
        (op in WITH_LIST and not isinstance(value, tuple), "needs a list, for example [a, b]."),
        (op not in WITH_LIST and isinstance(value, tuple), "takes one value. Use `in` for a list."),
        (op in WITH_TEXT and not isinstance(value, str), "needs a text."),
        (op in COMPARISONS and isinstance(value, bool), "can't order true and false. Use `=`."),
    ]
    return next((f"`{op}` {reason}" for applies, reason in reasons if applies), None)
