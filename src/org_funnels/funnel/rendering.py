"""Turn models into SQL by the package's own macros, without a dbt project and without a database.

dbt itself needs three seconds to be imported. What it does to a model that only calls macros is
Jinja with a handful of names, and those are here: namespaces, `adapter.dispatch`, `return`, `var`,
`ref`, `exceptions`. A test compares the outcome with dbt's own, byte for byte, on both engines.
"""

from __future__ import annotations

import datetime
import itertools
import json
import re
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, NoReturn

from jinja2 import ChainableUndefined, Environment, TemplateError

from org_funnels.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from types import ModuleType

    from org_funnels.warehouse.warehouse import Engine

_MACRO = re.compile(r"(\{%-?\s*macro\s+)(\w+)")
# A macro is compiled under a longer name, as dbt does it: a call by its bare name is then one from
# outside, also within its own file, and may `return` a value.
_PREFIX = "macro__"


class MacroError(UserError):
    """What a macro refuses, in its own words."""


def render_models(
    models: Mapping[str, str],
    engine: Engine,
    macros: Path,
    relations: Mapping[str, str] | None = None,
    variables: Mapping[str, Any] | None = None,
) -> dict[str, str]:
    """The SQL of each model, by its name.

    `macros` is the package's folder of that name, `relations` what a `ref` of each name stands
    for, `variables` those of dbt_project.yml.
    """
    renderer = Renderer(engine, macros, relations, variables)
    return {name: renderer.render(text) for name, text in models.items()}


class Renderer:
    """The macros of the package and of dbt for one engine, each read when it is first called."""

    def __init__(
        self,
        engine: Engine,
        macros: Path,
        relations: Mapping[str, str] | None = None,
        variables: Mapping[str, Any] | None = None,
    ) -> None:
        self._engine = engine
        self._relations = dict(relations or {})
        self._variables = dict(variables or {})
        folders = [_include("global_project"), _include(engine), macros]
        self._files = dict(pair for folder in folders for pair in _macros_in(folder))
        self._modules: dict[Path, ModuleType | Any] = {}
        self._jinja = Environment(
            extensions=["jinja2.ext.do"],
            undefined=ChainableUndefined,
            autoescape=False,  # noqa: S701  (SQL, not HTML)
        )
        self._jinja.globals.update({name: _Macro(self, name) for name in self._files})
        self._jinja.globals.update(self._names())

    def render(self, text: str, **names: Any) -> str:  # noqa: ANN401  (Jinja's values)
        """The SQL of one model, in which these names stand for something."""
        with _as_macro_error():
            return self._jinja.from_string(text).render(**names)

    def sql(self, name: str, *args: Any, **kwargs: Any) -> str:  # noqa: ANN401  (Jinja's values)
        """What one macro of the package writes."""
        with _as_macro_error():
            return str(self.call(name, *args, **kwargs))

    def call(self, name: str, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401  (Jinja's values)
        """What a macro gives another: its text, or what it returns."""
        path = self._files[name]
        if path not in self._modules:
            text = _MACRO.sub(rf"\1{_PREFIX}\2", path.read_text(encoding="utf-8"))
            self._modules[path] = self._jinja.from_string(text).module
        try:
            return getattr(self._modules[path], _PREFIX + name)(*args, **kwargs)
        except _Returned as returned:
            return returned.value

    def dispatched(self, name: str, namespace: str | None = None) -> _Macro:
        """The engine's own version of a macro, else the default."""
        del namespace  # no name is in two packages
        for prefix in (self._engine, "default"):
            if f"{prefix}__{name}" in self._files:
                return _Macro(self, f"{prefix}__{name}")
        message = f"There is no macro {name} for {self._engine}: neither its own nor a default."
        raise MacroError(message)

    def _names(self) -> dict[str, Any]:
        """What dbt offers to a macro, as far as it needs no database."""
        namespace = SimpleNamespace(**{name: _Macro(self, name) for name in self._files})
        return {
            "org_funnels": namespace,
            "dbt": namespace,
            "adapter": SimpleNamespace(
                dispatch=self.dispatched, quote=_quoted, type=lambda: self._engine
            ),
            "api": SimpleNamespace(Column=SimpleNamespace(translate_type=_data_type)),
            "target": SimpleNamespace(type=self._engine),
            "exceptions": SimpleNamespace(raise_compiler_error=_refuse),
            "modules": SimpleNamespace(datetime=datetime, itertools=itertools, re=re),
            "return": _return,
            "var": self._variable,
            "ref": self._relation,
            "tojson": json.dumps,
            "fromjson": json.loads,
            "set": set,
            "zip": zip,
            "execute": True,
            "config": lambda **_: "",
        }

    def _variable(self, name: str, *default: Any) -> Any:  # noqa: ANN401  (YAML's values)
        if name in self._variables or default:
            return self._variables.get(name, *default)
        message = f"The macros read var('{name}'), which has no value and no default."
        raise MacroError(message)

    def _relation(self, *names: str) -> str:
        if names[-1] in self._relations:
            return self._relations[names[-1]]
        message = f"The macros read the model {names[-1]}, which is not to be had here."
        raise MacroError(message)


class _Macro:
    """A macro by its name."""

    def __init__(self, renderer: Renderer, name: str) -> None:
        self._renderer, self._name = renderer, name

    def __call__(self, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401  (Jinja's values)
        return self._renderer.call(self._name, *args, **kwargs)


@contextmanager
def _as_macro_error() -> Iterator[None]:
    try:
        yield
    except (TemplateError, TypeError) as error:  # TypeError: a call with other arguments
        message = f"The macros cannot be rendered: {error}."
        raise MacroError(message) from error


class _Returned(Exception):  # noqa: N818  (no error: how `return` leaves a macro)
    def __init__(self, value: Any) -> None:  # noqa: ANN401  (Jinja's values)
        super().__init__()
        self.value = value


def _return(value: Any = None) -> NoReturn:  # noqa: ANN401  (Jinja's values)
    raise _Returned(value)


def _refuse(message: str, _node: object = None) -> NoReturn:
    raise MacroError(message)


def _data_type(name: str) -> str:
    """The engine's word for a type; all but this one are the same everywhere."""
    return "TEXT" if name.upper() == "STRING" else name


def _quoted(name: str) -> str:
    return f'"{name}"'


def _include(name: str) -> Path:
    """A folder of macros of dbt or an adapter. Found, not imported: importing it takes seconds."""
    spec = find_spec(f"dbt.include.{name}")
    if spec is None or spec.origin is None:
        message = f"dbt's macros for {name} are not installed. Install dbt-core and dbt-{name}."
        raise UserError(message)
    return Path(spec.origin).parent / "macros"


def _macros_in(folder: Path) -> Iterable[tuple[str, Path]]:
    for path in sorted(folder.rglob("*.sql")):
        for _, name in _MACRO.findall(path.read_text(encoding="utf-8")):
            yield name, path
