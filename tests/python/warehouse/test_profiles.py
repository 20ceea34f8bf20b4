"""Which warehouse a profiles.yml means."""

from __future__ import annotations

from pathlib import Path

import pytest

from org_funnels.errors import UserError
from org_funnels.warehouse.profiles import read_target
from org_funnels.warehouse.target import DuckDBTarget, PostgresTarget

_REPOSITORY = Path(__file__).parents[3]

_PROFILES = """\
ours:
  target: one
  outputs:
    one:
      type: postgres
      host: db.example.com
      port: "{{ env_var('A_PORT', '6543') | as_number }}"
      user: "{{ env_var('A_USER', 'ada') }}"
      pass: ""
      database: product
      schema: analytics
    two:
      type: duckdb
      path: "{{ env_var('A_FILE') }}"
      schema: analytics
    three:
      type: snowflake
      schema: analytics
    four:
      type: postgres
      host: db.example.com
      port: "{{ var('port') }}"
      user: ada
      password: x
      dbname: product
      schema: analytics
"""


@pytest.fixture(autouse=True)
def _project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "profiles.yml").write_text(_PROFILES)
    (tmp_path / "dbt_project.yml").write_text("name: ours\nprofile: ours\n")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))


def _message(target: str | None = None) -> str:
    with pytest.raises(UserError) as error:
        read_target(target)
    return error.value.message


def test_the_default_target_is_read_with_the_defaults_of_its_variables() -> None:
    assert read_target() == PostgresTarget.model_validate(
        {
            "name": "one",
            "type": "postgres",
            "host": "db.example.com",
            "port": 6543,
            "user": "ada",
            "password": "",
            "dbname": "product",
            "schema": "analytics",
        }
    )


def test_an_environment_variable_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("A_PORT", "7000")

    target = read_target()

    assert isinstance(target, PostgresTarget)
    assert target.port == 7000


def test_dbt_target_chooses_and_a_name_chooses_before_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("A_FILE", "x.duckdb")
    monkeypatch.setenv("DBT_TARGET", "two")

    assert isinstance(read_target(), DuckDBTarget)
    assert isinstance(read_target("one"), PostgresTarget)


def test_a_variable_that_only_another_target_needs_may_be_missing() -> None:
    assert read_target("one").name == "one"


def test_a_missing_variable_is_named(tmp_path: Path) -> None:
    assert _message("two") == (
        f"{tmp_path / 'profiles.yml'} reads the environment variable A_FILE, which is not set.\n"
        f"Set it, or choose another target with --target or DBT_TARGET."
    )


def test_an_unknown_target_gets_the_nearest_and_all_others(tmp_path: Path) -> None:
    assert _message("thre") == (
        f"Profile ours in {tmp_path / 'profiles.yml'} has no target 'thre'.\n"
        f"Did you mean three? It has one, two, three, four."
    )


def test_an_unknown_profile_is_named(tmp_path: Path) -> None:
    (tmp_path / "dbt_project.yml").write_text("name: x\nprofile: globex\n")

    assert _message() == (f"{tmp_path / 'profiles.yml'} has no profile 'globex'.\nIt has ours.")


def test_a_type_we_cannot_speak_to_is_named(tmp_path: Path) -> None:
    message = _message("three")

    assert message.startswith(f"Target three in {tmp_path / 'profiles.yml'} cannot be used: ")
    assert message.endswith(
        "Its type must be postgres or duckdb, with the keys of that dbt adapter."
    )
    assert "snowflake" in message


def test_a_port_that_is_no_number_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("A_PORT", "high")

    assert "port: Input should be a valid integer" in _message()


def test_another_function_of_dbt_is_named(tmp_path: Path) -> None:
    assert _message("four") == (
        f"{tmp_path / 'profiles.yml'} has \"{{{{ var('port') }}}}\", which cannot be rendered: "
        f"'var' is undefined.\n"
        f"Of dbt's functions only env_var is known here, with as_number and as_native."
    )


def test_a_file_that_is_no_yaml_is_named_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "profiles.yml").write_text("ours:\n  target: [\n")

    message = _message()

    assert message.startswith(f"{tmp_path / 'profiles.yml'} is not YAML: ")
    assert "line 3" in message


def test_a_folder_without_profiles_says_where_it_looked(tmp_path: Path) -> None:
    (tmp_path / "profiles.yml").unlink()

    assert _message() == (
        f"There is no profiles.yml in {tmp_path} or {tmp_path / 'home' / '.dbt'}.\n"
        f"Run this in the folder of the dbt project, or set DBT_PROFILES_DIR to where it is."
    )


def test_dbt_profiles_dir_is_the_only_place_looked_at(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DBT_PROFILES_DIR", str(tmp_path / "elsewhere"))

    assert f"There is no profiles.yml in {tmp_path / 'elsewhere'}.\n" in _message()


def test_profiles_are_looked_for_here_then_in_the_project_then_at_home(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project, home = tmp_path / "project", tmp_path / "home" / ".dbt"
    for folder in (project, home):
        folder.mkdir(parents=True)
        (folder / "profiles.yml").write_text(_PROFILES.replace("db.example.com", folder.name))
    (project / "dbt_project.yml").write_text("name: ours\nprofile: ours\n")
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()

    here_first = read_target("one", project)
    monkeypatch.chdir(elsewhere)
    then_the_project = read_target("one", project)
    monkeypatch.setenv("DBT_PROJECT_DIR", str(project))
    by_variable = read_target("one")
    (project / "profiles.yml").unlink()
    last_at_home = read_target("one", project)
    monkeypatch.setenv("DBT_PROFILES_DIR", str(tmp_path))
    where_told = read_target("one", project)

    found = (here_first, then_the_project, by_variable, last_at_home, where_told)
    assert [target.model_dump()["host"] for target in found] == [
        "db.example.com", "project", "project", ".dbt", "db.example.com"
    ]  # fmt: skip


def test_the_profile_is_the_one_that_the_project_names(tmp_path: Path) -> None:
    project = tmp_path / "project"
    project.mkdir()
    (project / "dbt_project.yml").write_text("profile: theirs\n")

    with pytest.raises(UserError) as error:
        read_target("one", project)

    assert error.value.message.startswith(f"{tmp_path / 'profiles.yml'} has no profile 'theirs'.\n")


def test_a_duckdb_file_is_looked_for_from_the_current_folder_as_by_dbt(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("A_FILE", "a.duckdb")
    monkeypatch.setenv("DBT_PROFILE", "ours")

    target = read_target("two", Path("project"))

    assert isinstance(target, DuckDBTarget)
    assert target.path == Path("a.duckdb")


def test_the_repositorys_own_profile_is_embedded_by_default_and_needs_nothing_set(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(_REPOSITORY)

    target = read_target()

    assert isinstance(target, PostgresTarget)
    assert (target.name, target.host, target.port) == ("embedded", "127.0.0.1", 54329)


def test_the_repositorys_postgres_target_is_libpqs_variables(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(_REPOSITORY)
    for name, value in {"HOST": "h", "USER": "u", "DATABASE": "d", "PASSWORD": "p"}.items():
        monkeypatch.setenv(f"PG{name}", value)

    target = read_target("postgres")

    assert isinstance(target, PostgresTarget)
    assert (target.host, target.port, target.user) == ("h", 5432, "u")
    assert (target.dbname, target.password) == ("d", "p")


def test_the_repositorys_duckdb_target_writes_a_file_that_older_readers_open(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(_REPOSITORY)

    target = read_target("duckdb")

    assert isinstance(target, DuckDBTarget)
    assert target.path == Path(".demo/org_funnels.duckdb")
    assert target.config_options == {"storage_compatibility_version": "v1.2.0"}
