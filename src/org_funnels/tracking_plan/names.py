"""What the files of a plan call things, so that each file can be checked against the others.

Gathered before anything is validated: a mistake in one file never makes the names in it unknown.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from pydantic import ValidationInfo

from org_funnels.tracking_plan.document import Document
from org_funnels.tracking_plan.nearest import did_you_mean

DEFAULT_PREFIX = "treatment_"

# The properties of an event, and what each is cast to where the plan says it.
Properties = Mapping[str, str | None]


@dataclass(frozen=True)
class Names:
    """The names in use. None where the file that declares them could not be read.

    `events` is None where nothing declares them: in a file of events, every name may be one.
    """

    sources: frozenset[str] | None = None
    actions: frozenset[str] | None = None
    events: Mapping[str, Properties] | None = field(default_factory=dict)
    unread_features: frozenset[str] = frozenset()
    models: frozenset[str] = frozenset()
    treatment_prefix: str | None = None

    @property
    def are_declared(self) -> bool:
        """A plan says what there is."""
        return self.events is not None

    @property
    def features(self) -> frozenset[str]:
        """The first halves of the events' names."""
        return frozenset(event.rpartition("-")[0] for event in self.events or ())

    def source_problem(self, source: str) -> str | None:
        """Why a source's name can't stand, or None."""
        if self.sources is None or source in self.sources:
            return None
        hint = did_you_mean(source, self.sources)
        return f"the source `{source}` is not in tracking_plan.yml. {hint}"

    def action_problem(self, action: str) -> str | None:
        """Why an action can't stand, or None."""
        if self.actions is None or action in self.actions:
            return None
        hint = did_you_mean(action, self.actions)
        return f"the action `{action}` is not in the list of tracking_plan.yml. {hint}"

    def event_problem(self, event: str) -> str | None:
        """Why an event's name can't stand, or None."""
        if self.events is None or event in self.events:
            return None
        if event.rpartition("-")[0] in self.unread_features:
            return None
        return f"no event is called `{event}`. {did_you_mean(event, self.events)}"

    def property_problem(self, event: str, name: str) -> str | None:
        """Why a property of an event can't stand, or None."""
        known = (self.events or {}).get(event)
        if known is None or name in known:
            return None
        return f"`{event}` has no property `{name}`. {did_you_mean(name, known)}"

    def feature_problem(self, feature: str) -> str | None:
        """Why a feature's name can't stand, or None."""
        known = self.features | self.unread_features
        if self.events is None or feature in known:
            return None
        return f"no feature is called `{feature}`. {did_you_mean(feature, known)}"

    def shared_property_problem(self, name: str, events: Iterable[str] | None = None) -> str | None:
        """Why a property of one of some events, or of any, can't stand, or None."""
        if self.events is None or self.unread_features:
            return None
        among = self.events if events is None else events
        known = frozenset[str]().union(*(self.events.get(event, ()) for event in among))
        if name in known:
            return None
        return f"no event here has a property `{name}`. {did_you_mean(name, known)}"

    def property_type(self, name: str, event: str | None) -> str | None:
        """What a property of an event, or of any, is cast to; None where it has no one type."""
        events = self.events or {}
        among = [events.get(event, {})] if event else events.values()
        types = {properties[name] for properties in among if name in properties}
        return types.pop() if len(types) == 1 else None


def names_of(settings: Document, features: Mapping[str, Document], models: Iterable[str]) -> Names:
    """The names in the plan's files: `features` by the name that each file's own name gives."""
    readable = settings.value is not None
    return Names(
        sources=frozenset(settings.names("sources")) if readable else None,
        actions=frozenset(settings.names("actions")) if readable else None,
        events=dict(pair for item in features.items() for pair in _events(*item)),
        unread_features=frozenset(name for name, file in features.items() if file.value is None),
        models=frozenset(models),
        treatment_prefix=_text(settings.at("treatments", "prefix")) or DEFAULT_PREFIX,
    )


def names_in(info: ValidationInfo) -> Names:
    """The names that a validation was given; none at all where it was given none."""
    return info.context if isinstance(info.context, Names) else Names()


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None


def _events(feature: str, document: Document) -> Iterable[tuple[str, Properties]]:
    for action in document.names("events"):
        path = ("events", action, "properties")
        properties = document.names(*path)
        yield (
            f"{feature}-{action}",
            {name: _text(document.at(*path, name, "type")) for name in properties},
        )
