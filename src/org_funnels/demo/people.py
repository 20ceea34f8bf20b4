"""Who comes to the site: visitors who leave, and users who sign up.

Most signups never make an org: they are what the signup reconciliation counts. `orgs` chooses
founders and invited members among them before their events are told.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random

from org_funnels.demo.cases import Case
from org_funnels.demo.clock import LAST_ACT, tracker_is_broken, whole_second
from org_funnels.demo.events import Browser
from org_funnels.demo.names import new_email
from org_funnels.demo.tracker import Tracker
from org_funnels.demo.world import User, UserVersion, World

FIRST_USER_ID = 50101
LOST_SHARE = 0.15
_BLOCKED_SHARE = 0.007
_BOLD_AMONG_SIGNUPS = 0.56
_BOLD_AMONG_BOUNCES = 0.46
_COMES_BACK = 0.06
_LEAVES_AT_FORM = 0.16
_LOOKS_AT_PRICES = 0.3
_CHANGES_EMAIL = 0.02
_AGENTS = {
    "chrome": "Mozilla/5.0 (X11; Linux x86_64) Chrome/148.0 Safari/537.36",
    "firefox": "Mozilla/5.0 (X11; Linux x86_64; rv:151.0) Gecko/20100101 Firefox/151.0",
    "edge": "Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/148.0 Safari/537.36 Edg/148.0",
    "safari": "Mozilla/5.0 (Macintosh; Intel Mac OS X 15_5) Version/26.4 Safari/605.1.15",
}
_NEW_SAFARI = "Mozilla/5.0 (Macintosh; Intel Mac OS X 15_6) Version/26.5 Safari/605.1.15"
_BROWSERS = ("chrome", "firefox", "edge", "safari")
_BROWSER_SHARES = (62, 16, 13, 9)
_REFERRERS = ("search", "news", "friend", "ad", None)
_WEEKDAYS = (1.12, 1.2, 1.2, 1.15, 1.05, 0.5, 0.45)
_LAUNCH = 1.5


@dataclass(slots=True)
class Signup:
    """A new account. `lost` says why its event never reached the tracker."""

    user: User
    browser: Browser
    method: str
    is_taken: bool = False
    lost: Case | None = None

    @property
    def at(self) -> datetime:
        """When production made the account."""
        return self.user.created_at


def new_browser(rng: Random, treatment: str | None = None, owner: str | None = None) -> Browser:
    """A browser of a usual kind; every ninth keeps a wrong clock, every eighth is a phone's."""
    name = rng.choices(_BROWSERS, _BROWSER_SHARES)[0]
    skew = rng.choice((-7200, -300, -45, 30, 240, 3600, 86_400, 400_000))
    return Browser(
        anonymous_id=f"anon-{rng.getrandbits(80):020x}",
        name=name,
        agent=_AGENTS[name],
        treatment=treatment or rng.choice(("control", "bold")),
        owner=owner,
        skew=timedelta(seconds=skew) if rng.random() < 1 / 9 else timedelta(0),
        is_mobile=rng.random() < 1 / 8,
    )


def arrivals(rng: Random, start: datetime, per_day: float) -> list[datetime]:
    """Times at which somebody comes: more by day, on working days and as the service grows."""
    moments = []
    days = (LAST_ACT - start).days + 1
    for number in range(days):
        day = start + timedelta(days=number)
        growth = 0.8 + 0.4 * number / days
        launch = _LAUNCH if tracker_is_broken(day.date()) else 1.0
        count = per_day * growth * launch * _WEEKDAYS[day.weekday()] * rng.uniform(0.93, 1.07)
        moments += [day + _time_of_day(rng) for _ in range(round(count))]
    return sorted(moment for moment in moments if moment < LAST_ACT)


def _time_of_day(rng: Random) -> timedelta:
    seconds = int(rng.triangular(0, 86_399, 52_000))
    return timedelta(seconds=seconds, microseconds=rng.randrange(10**6))


def sign_up(world: World, rng: Random, start: datetime, per_day: float) -> list[Signup]:
    """The accounts that production gets, in the order of their ids."""
    signups = []
    for number, moment in enumerate(arrivals(rng, start, per_day)):
        user_id = FIRST_USER_ID + number
        treatment = "bold" if rng.random() < _BOLD_AMONG_SIGNUPS else "control"
        browser = new_browser(rng, treatment, str(user_id))
        created_at = whole_second(moment)
        versions = [UserVersion(created_at, new_email(rng, user_id))]
        user = world.add_user(User(user_id, created_at, browser.name, versions))
        _change_email(user, rng)
        signups.append(Signup(user, browser, rng.choice(("email", "github", "github", "gitlab"))))
    return signups


def _change_email(user: User, rng: Random) -> None:
    """A few get another address; production forgets the old one."""
    at = whole_second(user.created_at + timedelta(days=rng.uniform(2, 60)))
    if rng.random() < _CHANGES_EMAIL and at < LAST_ACT:
        user.versions.append(UserVersion(at, new_email(rng, user.user_id)))


def lose_signups(signups: Iterable[Signup], rng: Random) -> None:
    """Choose whose `account-created` never arrives: all of one browser, else a few here and there.

    The newest Safari loses what is sent right before a redirect, and only account_created and its
    identify are.
    """
    by_day: dict[date, list[Signup]] = defaultdict(list)
    for signup in signups:
        by_day[signup.at.date()].append(signup)
    for day, of_day in by_day.items():
        if tracker_is_broken(day):
            _lose(rng.sample(of_day, round(LOST_SHARE * len(of_day))), Case.SIGNUP_LOST_BY_SAFARI)
        else:
            blocked = [signup for signup in of_day if rng.random() < _BLOCKED_SHARE]
            _lose(blocked, Case.SIGNUP_LOST_TO_AD_BLOCKER)


def _lose(signups: Iterable[Signup], why: Case) -> None:
    for signup in signups:
        signup.lost = why
        if why is Case.SIGNUP_LOST_BY_SAFARI:
            signup.browser.name = signup.user.browser = "safari"
            signup.browser.agent = _NEW_SAFARI


def tell_signups(signups: Iterable[Signup], tracker: Tracker, rng: Random, start: datetime) -> None:
    """The events of signing up, and of the first look around."""
    for signup in signups:
        if signup.method != "invite":
            _visit_before(signup, tracker, rng, start)
        if signup.lost is None:
            tell_account_created(signup, tracker)
        for _ in range(rng.choice((0, 1, 1, 2))):
            at = signup.at + timedelta(seconds=rng.expovariate(1 / 40_000) + 5)
            if at < LAST_ACT:
                dashboard_impression(tracker, at, signup.user.key, signup.browser)
        if rng.random() < _COMES_BACK:
            _come_back(signup, tracker, rng)


def tell_account_created(signup: Signup, tracker: Tracker) -> None:
    """The event that the reconciliation looks for, and the identify that goes with it."""
    browser = signup.browser
    at = signup.at + timedelta(milliseconds=700)
    tracker.identify(at, signup.user.key, browser.anonymous_id)
    tracker.track(
        "account_created",
        at,
        signup.user.key,
        browser,
        {
            "browser": browser.name,
            "signup_method": signup.method,
            "treatment_hero": browser.treatment,
        },
    )


def _visit_before(signup: Signup, tracker: Tracker, rng: Random, start: datetime) -> None:
    """Anonymous visits: most minutes before, some days, a few longer ago than any window."""
    for _ in range(rng.choice((1, 1, 1, 2, 3))):
        days_ago = rng.choices((0.0, rng.uniform(0.1, 12), rng.uniform(12, 25)), (60, 33, 7))[0]
        before = timedelta(days=days_ago, seconds=rng.uniform(60, 900))
        if signup.at - before >= start:
            look_around(tracker, rng, signup.at - before, signup.browser)
    tell_signup_clicked(tracker, signup.at - timedelta(seconds=rng.uniform(8, 55)), signup.browser)


def _come_back(signup: Signup, tracker: Tracker, rng: Random) -> None:
    """A visit after logging out: anonymous again, on a browser that is known."""
    at = signup.at + timedelta(days=rng.uniform(0.2, 20))
    if at < LAST_ACT:
        look_around(tracker, rng, at, signup.browser, case=Case.ANONYMOUS_AFTER_LOGOUT)


def bounce(tracker: Tracker, rng: Random, start: datetime, per_day: float) -> None:
    """Visitors who never sign up; some click, and leave at the form."""
    for moment in arrivals(rng, start, per_day):
        treatment = "bold" if rng.random() < _BOLD_AMONG_BOUNCES else "control"
        browser = new_browser(rng, treatment)
        look_around(tracker, rng, moment, browser, case=Case.ANONYMOUS_FOR_GOOD)
        clicked = moment + timedelta(seconds=rng.uniform(20, 400))
        if rng.random() < _LEAVES_AT_FORM and clicked < LAST_ACT:
            tell_signup_clicked(tracker, clicked, browser)


def look_around(
    tracker: Tracker,
    rng: Random,
    at: datetime,
    browser: Browser,
    case: Case = Case.ANONYMOUS_BEFORE_SIGNUP,
) -> None:
    """An anonymous visit to the site, and perhaps to the prices."""
    row = tracker.track(
        "site_impression",
        at,
        None,
        browser,
        {
            "view": "home",
            "referrer": rng.choice(_REFERRERS),
            "browser": browser.name,
            "treatment_hero": browser.treatment,
        },
    )
    row.show(case)
    later = at + timedelta(seconds=rng.uniform(3, 20))
    if rng.random() < _LOOKS_AT_PRICES and later < LAST_ACT:
        tracker.track(
            "pricing_impression",
            later,
            None,
            browser,
            {"view": "pricing", "browser": browser.name, "treatment_hero": browser.treatment},
        )


def tell_signup_clicked(tracker: Tracker, at: datetime, browser: Browser) -> None:
    """The click that opens the signup form."""
    tracker.track(
        "signup_clicked",
        at,
        None,
        browser,
        {"browser": browser.name, "view": "home", "treatment_hero": browser.treatment},
    )


def dashboard_impression(tracker: Tracker, at: datetime, user: str, browser: Browser) -> None:
    """A user's own page, which belongs to no org."""
    row = tracker.track(
        "dashboard_impression", at, user, browser, {"view": "dashboard", "browser": browser.name}
    )
    row.show(Case.NO_ORG)
