"""Stories about whose an event is: shared browsers, merged ids, ids that nobody knows."""

from datetime import timedelta

from org_funnels.demo.cases import Case
from org_funnels.demo.clock import moment
from org_funnels.demo.events import LAST_CALL, Browser, known
from org_funnels.demo.stories.stage import AT_ONCE, Person, Stage, new_browser
from org_funnels.demo.tracker import Delivery

_BEST_KNOWN_ORG = 1001
_MOST_USERS_OF_A_BROWSER = 10


def tell(stage: Stage) -> None:
    """All stories of this theme; they need the customers' stories told first."""
    _one_browser_of_two(stage)
    _ten_and_twelve_on_one_browser(stage)
    _merged_ids(stage)
    _nobody_known(stage)
    _deleted_user(stage)
    _staff(stage)
    _lost_signups(stage)
    _two_orgs(stage)


def _visit(stage: Stage, browser: Browser, at: str, belongs_to: str | None, case: Case) -> None:
    """An anonymous visit to the site, at one exact moment."""
    stage.event(
        "site_impression",
        at,
        case=case,
        browser=browser,
        belongs_to=belongs_to,
        delivery=AT_ONCE,
        view="home",
        browser_="chrome",
        treatment_hero="bold",
    )


def _work(stage: Stage, browser: Browser, at: str, user: str, case: Case) -> None:
    """A visit to the dashboard while signed in."""
    stage.event(
        "dashboard_impression",
        at,
        case=case,
        user=user,
        browser=browser,
        delivery=AT_ONCE,
        view="dashboard",
        browser_="chrome",
    )


def _one_browser_of_two(stage: Stage) -> None:
    """A laptop in a meeting room, on June 2: every change of hands, and what lies between."""
    one = stage.person(50031, "2026-05-25 09:00:00").key
    two = stage.person(50032, "2026-05-25 10:00:00").key
    laptop = new_browser("story-meeting-room")
    _pass_the_laptop_on(stage, laptop, one, two)
    _link_late(stage, laptop, one)
    _link_twice_at_once(stage, laptop, one, two)


def _pass_the_laptop_on(stage: Stage, laptop: Browser, one: str, two: str) -> None:
    shared, tabs = Case.SHARED_BROWSER, Case.SEVERAL_TABS
    _visit(stage, laptop, "2026-06-02 09:00:00", one, shared)
    stage.tracker.identify(moment("2026-06-02 09:10:00"), one, laptop.anonymous_id, AT_ONCE)
    _work(stage, laptop, "2026-06-02 09:11:00", one, shared)
    _visit(stage, laptop, "2026-06-02 09:30:00", one, shared)
    stage.tracker.identify(moment("2026-06-02 10:00:00"), two, laptop.anonymous_id, AT_ONCE)
    _visit(stage, laptop, "2026-06-02 09:59:59.999", one, shared)
    _visit(stage, laptop, "2026-06-02 10:00:00", two, shared)
    _work(stage, laptop, "2026-06-02 10:30:00", two, shared)
    _work(stage, laptop, "2026-06-02 11:00:00", one, tabs)
    _visit(stage, laptop, "2026-06-02 11:05:00", one, tabs)
    _work(stage, laptop, "2026-06-02 11:30:00", two, tabs)
    _visit(stage, laptop, "2026-06-02 11:31:00", two, tabs)


def _link_late(stage: Stage, laptop: Browser, one: str) -> None:
    """An identify of two o'clock is received two days later: half past two was that user's."""
    late = Delivery(lag=timedelta(days=2), network=timedelta(0))
    _visit(stage, laptop, "2026-06-02 14:30:00", one, Case.SHARED_BROWSER_LATE_LINK)
    stage.tracker.identify(moment("2026-06-02 14:00:00"), one, laptop.anonymous_id, late)
    for no_user in ("null", "", None):
        stage.tracker.identify(moment("2026-06-02 14:40:00"), no_user, laptop.anonymous_id, AT_ONCE)
    stage.tracker.identify(moment("2026-06-02 14:41:00"), one, "undefined", AT_ONCE)
    _visit(stage, laptop, "2026-06-02 14:45:00", one, Case.SHARED_BROWSER_LATE_LINK)


def _link_twice_at_once(stage: Stage, laptop: Browser, one: str, two: str) -> None:
    """Two links of one moment: the smaller user id holds."""
    for user in (two, one):
        stage.tracker.identify(moment("2026-06-02 15:00:00"), user, laptop.anonymous_id, AT_ONCE)
    _visit(stage, laptop, "2026-06-02 15:10:00", min(one, two), Case.LINKS_AT_ONE_TIME)


def _ten_and_twelve_on_one_browser(stage: Stage) -> None:
    """A library's browser with ten users still links; a trade fair's with twelve links nobody."""
    users = [
        stage.person(50051 + number, f"2026-05-2{number % 6} 1{number % 10}:30:00").key
        for number in range(12)
    ]
    library = new_browser("story-library")
    kiosk = new_browser("story-kiosk", is_kiosk=True)
    for number, user in enumerate(users):
        if number < _MOST_USERS_OF_A_BROWSER:
            _work(stage, library, f"2026-06-03 10:{number:02d}:00", user, Case.SHARED_BROWSER)
        _work(stage, kiosk, f"2026-06-03 14:{number:02d}:00", user, Case.KIOSK_USER)
        _visit(stage, kiosk, f"2026-06-03 14:{number:02d}:30", None, Case.KIOSK)
    _visit(stage, library, "2026-06-03 09:00:00", users[0], Case.SHARED_BROWSER)
    _visit(stage, library, "2026-06-03 10:30:00", users[9], Case.SHARED_BROWSER)


def _merged_ids(stage: Stage) -> None:
    """legacy-7 became legacy-8 became 50045: all of it is one person, before and after."""
    person = stage.person(50045, "2026-05-26 09:00:00")
    old_browser = new_browser("story-old-browser", owner=person.key)
    _work(stage, old_browser, "2026-05-20 09:00:00", "legacy-7", Case.ALIASED_USER)
    _visit(stage, old_browser, "2026-05-20 10:00:00", person.key, Case.ALIASED_LINK)
    _work(stage, old_browser, "2026-05-24 09:00:00", "legacy-8", Case.ALIASED_USER)
    stage.tracker.group(moment("2026-05-24 09:00:00"), "legacy-7", str(_BEST_KNOWN_ORG))
    stage.alias("2026-05-26 09:05:00", "legacy-8", person.key)
    stage.alias("2026-05-23 09:00:00", "legacy-7", "legacy-8")
    _work(stage, person.browser, "2026-05-27 09:00:00", person.key, Case.ALIASED_USER)
    stage.event(
        "docs_impression",
        "2026-05-27 09:10:00",
        LAST_CALL,
        case=Case.ALIASED_GROUP_CALL,
        by=person,
        view="docs",
    )


def _nobody_known(stage: Stage) -> None:
    """A user id that production never had, and events with no id at all."""
    stranger = new_browser("story-stranger", owner="77001")
    _work(stage, stranger, "2026-06-04 09:00:00", "77001", Case.UNKNOWN_USER)
    _visit(stage, stranger, "2026-06-04 09:05:00", "77001", Case.UNKNOWN_USER)
    nobody = new_browser("story-nobody")
    _visit(stage, nobody, "2026-06-04 10:00:00", None, Case.ANONYMOUS_FOR_GOOD)
    for number, word in enumerate(("null", "undefined", "None", "", None)):
        row = stage.event(
            "dashboard_impression",
            f"2026-06-04 11:0{number}:00",
            case=Case.NO_USER_AT_ALL,
            view="dashboard",
            browser_="chrome",
        )
        row.user_id = row.anonymous_id = word
    _words_instead_of_a_user(stage)


def _words_instead_of_a_user(stage: Stage) -> None:
    """Where the user id is a word, the browser still says whose event it is."""
    person = stage.people[50031]
    for number, word in enumerate(("null", "undefined", "NONE", " ")):
        row = stage.event(
            "dashboard_impression",
            f"2026-06-04 12:0{number}:00",
            case=Case.NOT_AN_ID,
            browser=person.browser,
            view="dashboard",
            browser_="chrome",
        )
        row.user_id = word


def _deleted_user(stage: Stage) -> None:
    """A user whom production has forgotten, and only the snapshot knows."""
    person = stage.person(50044, "2026-05-27 11:00:00")
    person.user.deleted_at = moment("2026-06-09 12:00:00")
    for at in ("2026-06-05 09:00:00", "2026-06-12 09:00:00"):
        _work(stage, person.browser, at, person.key, Case.DELETED_USER)


def _staff(stage: Stage) -> None:
    """Support looks into a customer's org; a test account builds there."""
    support = stage.person(50041, "2026-03-05 09:00:00", is_internal=True)
    tester = stage.person(50042, "2026-03-05 10:00:00", is_test=True)
    stage.person(50043, "2026-06-11 10:00:00", is_internal=True, lost=Case.SIGNUP_OF_STAFF_LOST)
    for person, case in ((support, Case.INTERNAL_USER), (tester, Case.TEST_USER)):
        _work(stage, person.browser, "2026-06-06 09:00:00", person.key, case)
        stage.event(
            "build_passed",
            "2026-06-06 10:00:00",
            known("id", _BEST_KNOWN_ORG),
            case=case,
            by=person,
            org_id=_BEST_KNOWN_ORG,
            repo="ledgerline/api",
            duration_ms=1_000,
        )


def _lost_signups(stage: Stage) -> None:
    """Signups whose event is missing for other reasons than one browser's fault."""
    racer = stage.person(50046, "2026-06-05 09:00:00", lost=Case.SIGNUP_WITHOUT_USER_ID)
    row = stage.account_created(racer, None, Case.SIGNUP_WITHOUT_USER_ID)
    row.user_id = "undefined"
    stage.person(50047, "2026-06-05 10:00:00", lost=Case.SIGNUP_LOST_TO_AD_BLOCKER)
    stage.person(50048, "2026-06-30 23:20:00")


def _two_orgs(stage: Stage) -> None:
    """A freelancer works in one org in the morning and in another in the afternoon."""
    person: Person = stage.people[50021]
    for hour, org_id in ((9, 1001), (14, 1002)):
        day = "2026-06-10"
        stage.tracker.group(moment(f"{day} {hour:02d}:00:00"), person.key, str(org_id))
        stage.event(
            "docs_impression",
            f"{day} {hour:02d}:10:00",
            LAST_CALL,
            case=Case.USER_IN_SEVERAL_ORGS,
            by=person,
            view="docs",
        )
    stage.event(
        "docs_impression",
        "2026-06-10 15:00:00",
        LAST_CALL,
        case=Case.GROUP_OF_LAST_CALL,
        browser=person.browser,
        view="docs",
    )
    for at, group, reference in (
        ("2026-06-10 15:10:00", "1001", known("group", 1001)),
        ("2026-06-10 15:20:00", "null", LAST_CALL),
    ):
        stage.event(
            "insights_impression",
            at,
            reference,
            case=Case.GROUP_OF_EVENT,
            by=person,
            view="insights",
            context_group_id=group,
        )
    stage.event(
        "docs_impression",
        "2026-05-20 08:00:00",
        LAST_CALL,
        case=Case.NO_ORG,
        by=stage.people[50002],
        view="docs",
    )
