"""Stories about which org an event means: names that change, clash, or were never production's."""

from datetime import timedelta

from org_funnels.demo.cases import Case
from org_funnels.demo.clock import moment
from org_funnels.demo.events import LAST_CALL, RawRow, Reference, known, missed, silent
from org_funnels.demo.stories.stage import AT_ONCE, Stage
from org_funnels.demo.tracker import Delivery
from org_funnels.demo.world import Org


def tell(stage: Stage) -> None:
    """All stories of this theme."""
    _renamed(stage)
    _one_name_after_another(stage)
    _one_name_at_the_same_time(stage)
    _same_but_for_case(stage)
    _aliases(stage)
    _deleted(stage)
    _repository_of_a_renamed_org(stage)
    _contradiction(stage)
    _unknown(stage)
    _internal(stage)


def _invite(stage: Stage, org: Org, at: str, name: str, *, means: Reference, case: Case) -> RawRow:
    """An event that only its org's name tells."""
    founder = stage.founder(org)
    return stage.event(
        "invite_clicked", at, means, case=case, by=founder, delivery=AT_ONCE, org=name
    )


def _renamed(stage: Stage) -> None:
    """ember-analytics became emberlytics on May 28 at noon; clients knew it earlier and later."""
    org = stage.org(1004, "ember-analytics", "2026-03-16 09:00:00")
    org.change(moment("2026-05-28 12:00:00"), name="emberlytics")
    means = known("name", org.org_id)
    for at, name, case in (
        ("2026-05-27 10:00:00", "ember-analytics", Case.OLD_NAME_BEFORE_RENAME),
        ("2026-05-28 11:59:59.999", "ember-analytics", Case.OLD_NAME_BEFORE_RENAME),
        ("2026-05-28 11:58:00", "emberlytics", Case.NEW_NAME_BEFORE_RENAME),
        ("2026-05-28 12:00:00", "emberlytics", Case.NAME_AT_RENAME),
        ("2026-05-28 12:00:00", "ember-analytics", Case.NAME_AT_RENAME),
        ("2026-06-02 10:00:00", "ember-analytics", Case.OLD_NAME_AFTER_RENAME),
        ("2026-06-02 10:00:00", "EMBERLYTICS", Case.ORG_UPPER_CASE),
        ("2026-06-02 10:05:00", "  emberlytics ", Case.ORG_PADDED),
    ):
        _invite(stage, org, at, name, means=means, case=case)


def _one_name_after_another(stage: Stage) -> None:
    """1005 gave up harborlight on June 3; 1006 took it on June 10, both at ten."""
    first = stage.org(1005, "harborlight", "2026-03-17 09:00:00")
    first.change(moment("2026-06-03 10:00:00"), name="harborlight-cloud")
    second = stage.org(1006, "portside", "2026-03-18 09:00:00")
    second.change(moment("2026-06-10 10:00:00"), name="harborlight")
    for at, org, case in (
        ("2026-06-02 10:00:00", first, Case.NAME_GIVEN_UP),
        ("2026-06-03 10:00:00", first, Case.NAME_BETWEEN_HOLDERS),
        ("2026-06-08 10:00:00", first, Case.NAME_BETWEEN_HOLDERS),
        ("2026-06-10 09:59:59.999", first, Case.NAME_BETWEEN_HOLDERS),
        ("2026-06-10 10:00:00", second, Case.NAME_TAKEN_OVER),
        ("2026-06-15 10:00:00", second, Case.NAME_TAKEN_OVER),
    ):
        _invite(stage, org, at, "harborlight", means=known("name", org.org_id), case=case)
    _invite(
        stage,
        second,
        "2026-06-15 11:00:00",
        "portside",
        means=known("name", 1006),
        case=Case.OLD_NAME_AFTER_RENAME,
    )


def _one_name_at_the_same_time(stage: Stage) -> None:
    """Since June 1 two orgs are called twinpeak; only the repository of one still tells."""
    first = stage.org(1007, "twinpeak", "2026-03-19 09:00:00")
    second = stage.org(1008, "corvid-data", "2026-03-20 09:00:00")
    second.change(moment("2026-06-01 09:00:00"), name="twinpeak")
    _invite(
        stage,
        first,
        "2026-05-30 09:00:00",
        "twinpeak",
        means=known("name", 1007),
        case=Case.NAME_GIVEN_UP,
    )
    for at in ("2026-06-01 09:00:00", "2026-06-12 09:00:00"):
        _invite(
            stage,
            first,
            at,
            "twinpeak",
            means=missed("name", "ambiguous"),
            case=Case.NAME_HELD_TWICE,
        )
    stage.event(
        "build_started",
        "2026-06-05 09:00:00",
        missed("name", "ambiguous"),
        known("repo", 1008),
        case=Case.NAME_HELD_TWICE_BUT_REPO_KNOWN,
        by=stage.founder(second),
        org="twinpeak",
        repo="corvid-data/api",
        branch="main",
    )
    stage.event(
        "build_started",
        "2026-06-05 10:00:00",
        missed("name", "ambiguous"),
        missed("repo", "ambiguous"),
        case=Case.NAME_HELD_TWICE,
        by=stage.founder(first),
        org="twinpeak",
        repo="twinpeak/api",
        branch="main",
    )
    stage.event(
        "billing_impression",
        "2026-06-05 11:00:00",
        known("id", 1007),
        missed("name", "ambiguous"),
        case=Case.NAME_HELD_TWICE,
        by=stage.founder(first),
        org_id="1007",
        org_name="twinpeak",
        view="billing",
    )


def _same_but_for_case(stage: Stage) -> None:
    """Nimbus and nimbus are two orgs: who writes NIMBUS may mean either."""
    upper = stage.org(1009, "Nimbus", "2026-03-21 09:00:00")
    lower = stage.org(1010, "nimbus", "2026-03-22 09:00:00")
    case = Case.NAME_DIFFERS_BY_CASE
    _invite(stage, upper, "2026-06-03 09:00:00", "Nimbus", means=known("name", 1009), case=case)
    _invite(stage, lower, "2026-06-03 09:30:00", "nimbus", means=known("name", 1010), case=case)
    _invite(stage, lower, "2026-06-03 09:40:00", " nimbus ", means=known("name", 1010), case=case)
    _invite(
        stage,
        lower,
        "2026-06-03 10:00:00",
        "NIMBUS",
        means=missed("name", "ambiguous"),
        case=Case.NAME_DIFFERS_BY_CASE_AND_FITS_NEITHER,
    )


def _aliases(stage: Stage) -> None:
    """Names that only the reviewed list explains, or explains otherwise than production."""
    quarry = stage.org(1011, "quarry-beta", "2026-03-23 09:00:00")
    quarry.change(moment("2026-03-23 10:30:00"), name="quarry")
    for at, name in (
        ("2026-03-23 10:00:00", "quarry-beta"),
        ("2026-06-11 09:00:00", "QUARRY-BETA"),
    ):
        _invite(stage, quarry, at, name, means=known("name", 1011), case=Case.NAME_KNOWN_BY_ALIAS)
    holder = stage.org(1012, "meridian", "2026-03-24 09:00:00")
    retail = stage.org(1013, "meridian-retail", "2026-03-25 09:00:00")
    for at, org, case in (
        ("2026-06-04 23:59:59.999", holder, Case.NAME_OUTSIDE_ALIAS),
        ("2026-06-05 00:00:00", retail, Case.NAME_TURNED_BY_ALIAS),
        ("2026-06-11 12:00:00", retail, Case.NAME_TURNED_BY_ALIAS),
        ("2026-06-12 00:00:00", holder, Case.NAME_OUTSIDE_ALIAS),
    ):
        _invite(stage, org, at, "meridian", means=known("name", org.org_id), case=case)


def _deleted(stage: Stage) -> None:
    """Ghostline was deleted on June 8: only the snapshot remembers it."""
    org = stage.org(1014, "ghostline", "2026-03-26 09:00:00")
    org.deleted_at = moment("2026-06-08 15:00:00")
    founder = stage.founder(org)
    for at, case in (
        ("2026-06-07 09:00:00", Case.ORG_BEFORE_DELETION),
        ("2026-06-20 09:00:00", Case.ORG_AFTER_DELETION),
    ):
        _invite(stage, org, at, "ghostline", means=known("name", 1014), case=case)
        stage.event(
            "build_passed",
            at,
            known("id", 1014),
            case=case,
            by=founder,
            org_id=1014,
            repo="ghostline/api",
            duration_ms=81_250,
        )


def _repository_of_a_renamed_org(stage: Stage) -> None:
    """Saltmarsh became saltmarsh-hq on June 4 at eleven; build logs name nothing but a repo."""
    org = stage.org(1015, "saltmarsh", "2026-03-27 09:00:00")
    org.change(moment("2026-06-04 11:00:00"), name="saltmarsh-hq")
    late = Delivery(lag=timedelta(days=2, hours=3))
    for at, repo, delivery in (
        ("2026-06-04 10:30:00", "saltmarsh/api", AT_ONCE),
        ("2026-06-04 10:40:00", "saltmarsh/api", late),
        ("2026-06-04 11:30:00", "saltmarsh/api", AT_ONCE),
        ("2026-06-04 11:30:00", "saltmarsh-hq/api", AT_ONCE),
        ("2026-06-04 11:35:00", "Saltmarsh-HQ/api/main", AT_ONCE),
    ):
        stage.event(
            "build_log_impression",
            at,
            known("repo", 1015),
            case=Case.REPO_OF_RENAMED_ORG,
            by=stage.founder(org),
            delivery=delivery,
            repo=repo,
            view="build",
            browser_="chrome",
        )
    stage.event(
        "build_log_impression",
        "2026-06-04 12:00:00",
        missed("repo", "unknown_name"),
        case=Case.REPO_OF_UNKNOWN_OWNER,
        by=stage.founder(org),
        repo="someone-else/fork",
        view="build",
        browser_="chrome",
    )
    stage.event(
        "build_started",
        "2026-06-04 12:30:00",
        silent("name"),
        known("repo", 1015),
        case=Case.ONLY_REPO,
        by=stage.founder(org),
        org="None",
        repo="saltmarsh-hq/api",
        branch="main",
    )


def _contradiction(stage: Stage) -> None:
    """Somebody switched from kettle-and-co to kettle-labs while the page kept the old id."""
    org = stage.org(1017, "kettle-and-co", "2026-03-29 09:00:00")
    stage.org(1018, "kettle-labs", "2026-03-30 09:00:00")
    for at in ("2026-06-09 09:00:00", "2026-06-09 09:01:00"):
        row = stage.event(
            "billing_impression",
            at,
            known("id", 1017),
            known("name", 1018),
            case=Case.ID_AND_NAME_CONTRADICT,
            by=stage.founder(org),
            org_id="1017",
            org_name="kettle-labs",
            view="billing",
        )
    stage.again(row, Case.DUPLICATE_IDENTICAL)
    for at, text, references in (
        ("2026-06-09 10:00:00", "1017", (known("id", 1017), silent("name"))),
        (
            "2026-06-09 10:01:00",
            "Kettle-and-Co",
            (missed("id", "unknown_id"), known("name", 1017)),
        ),
    ):
        stage.event(
            "repo_add_clicked",
            at,
            *references,
            case=Case.ORG_ID_OR_NAME_IN_ONE_COLUMN,
            by=stage.founder(org),
            org=text,
            view="setup",
        )


def _unknown(stage: Stage) -> None:
    """Ids and names that there never were, alone and beside one that there is."""
    founder = stage.people[50004]
    org = stage.world.orgs[1004]
    _invite(
        stage,
        org,
        "2026-06-09 09:00:00",
        "no-such-org",
        means=missed("name", "unknown_name"),
        case=Case.UNKNOWN_NAME,
    )
    for org_id, name, by_name, case in (
        ("999001", "emberlytics", known("name", 1004), Case.UNKNOWN_ID_BUT_NAME_KNOWN),
        ("999002", "undefined", silent("name"), Case.UNKNOWN_ID),
        ("999002", "no-such-org", missed("name", "unknown_name"), Case.UNKNOWN_ID),
        ("null", "no-such-org", missed("name", "unknown_name"), Case.UNKNOWN_NAME),
        ("", "emberlytics", known("name", 1004), Case.NOT_AN_ID),
        ("None", None, silent("name"), Case.NO_ORG),
    ):
        is_id = org_id.isdecimal()
        stage.event(
            "billing_impression",
            "2026-06-09 10:00:00",
            missed("id", "unknown_id") if is_id else silent("id"),
            by_name,
            case=case,
            by=founder,
            org_id=org_id,
            org_name=name,
            view="billing",
        )
    stage.event(
        "insights_impression",
        "2026-06-09 11:00:00",
        missed("group", "unknown_id"),
        case=Case.UNKNOWN_GROUP,
        by=founder,
        view="insights",
        context_group_id="999003",
    )
    stage.tracker.group(moment("2026-06-09 12:00:00"), founder.key, "999004", founder.browser)
    stage.event(
        "docs_impression",
        "2026-06-09 12:00:30",
        LAST_CALL,
        case=Case.UNKNOWN_GROUP,
        by=founder,
        view="docs",
    )
    stage.event(
        "dashboard_impression",
        "2026-06-09 13:00:00",
        case=Case.NO_ORG,
        by=founder,
        view="dashboard",
        browser_="chrome",
    )


def _internal(stage: Stage) -> None:
    """The company runs its own builds on its own product, and pays itself."""
    org = stage.org(
        1016, "conveyor", "2026-03-28 09:00:00", is_internal=True, case=Case.INTERNAL_ORG
    )
    founder = stage.founder(org)
    stage.event(
        "build_passed",
        "2026-03-29 09:00:00",
        known("id", 1016),
        case=Case.INTERNAL_ORG,
        by=founder,
        org_id=1016,
        repo="conveyor/api",
        duration_ms=60_000,
    )
    stage.change_subscription(org, "started", "free", "team", seats=3, at="2026-04-01 09:00:00")
    stage.event(
        "plan_update_clicked",
        "2026-05-16 09:00:00",
        known("name", 1016),
        case=Case.INTERNAL_ORG,
        by=founder,
        org_name="conveyor",
        view="billing",
    )
    stage.change_subscription(
        org, "upgraded", "team", "business", seats=3, at="2026-05-17 09:00:00"
    )
