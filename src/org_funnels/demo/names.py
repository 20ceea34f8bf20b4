"""Words of which names are made: orgs, people, repositories, languages."""

from random import Random


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


LANGUAGES = ("ruby", "python", "go", "javascript", "java", "rust")
LANGUAGE_SHARES = (22, 22, 14, 24, 11, 7)
COUNTRIES = ("US", "DE", "GB", "FR", "BR", "IN", "JP", "CA", "NL", "AU")
COUNTRY_SHARES = (34, 14, 11, 8, 7, 9, 5, 5, 4, 3)

_ADJECTIVES = _words(
    "amber ancient arctic autumn bold brave bright bronze calm cedar clever coastal cobalt copper "
    "crimson curious dapper deep distant eager early electric fallow fleet forest frosty gentle "
    "gilded golden grand granite hidden hollow humble indigo ivory jade keen lively lucid lunar "
    "mellow misty modest noble northern olive open pale patient plain polar proud quiet rapid "
    "ready rustic sable scarlet serene silent silver simple sleek solar steady stellar sturdy "
    "subtle summer sunny swift tidal tranquil upland urban vast velvet violet vivid warm western "
    "wild winter wise young zesty"
)
_NOUNS = _words(
    "anchor arbor atlas badger basin bay beacon bison bluff brook canyon castle circuit cliff "
    "cloud comet condor cove crane creek delta dune eagle engine falcon fern field fjord flint "
    "forge fox gable garden glade grove gull hamlet harvest haven heron hill island juniper kiln "
    "lagoon lantern larch ledge lynx maple marsh meadow mesa mill moor moss oak orchard otter owl "
    "peak pine plains pond prairie quill raven reef ridge river rook sail shore sparrow spring "
    "spruce stone summit thicket thistle trail valley vista walnut wharf willow wolf wren"
)
_SUFFIXES = ("", "", "", "-labs", "-io", "-hq", "-systems", "-tech")
_FIRST = _words(
    "ada ana arjun bela bo carla chen dara dmitri elif emil fatou finn gita hugo ines ivan jana "
    "joao kai kenji lena li luca mara mei milan nadia nils noor olga omar pia priya quinn rafa "
    "ravi rosa sara sven tara theo uma vera wanda xenia yara yuki zoe"
)
_LAST = _words(
    "abe adler bauer berg blanc bose castro chua costa cruz diaz engel evans farah fischer garcia "
    "haas ito jansen kaya khan klein kovac lang lind lopez mehta meyer mori nagy novak okoro ortiz "
    "park petrov rao reyes rossi sato silva singh stein tanaka torres vega weber wolff yilmaz zhu"
)
REPO_NAMES = _words(
    "api web app worker billing infra mobile docs search gateway admin sdk cli site ingest auth "
    "reports pipeline scheduler notifier"
)


def new_org_name(rng: Random, taken: set[str]) -> str:
    """A name that no org has or had, in whatever case; every seventh starts with capitals."""
    while True:
        name = f"{rng.choice(_ADJECTIVES)}-{rng.choice(_NOUNS)}{rng.choice(_SUFFIXES)}"
        if name not in taken:
            taken.add(name)
            return name.title() if rng.random() < 1 / 7 else name


def new_email(rng: Random, user_id: int) -> str:
    """An address that belongs to nobody."""
    return f"{rng.choice(_FIRST)}.{rng.choice(_LAST)}.{user_id}@example.com"


def pick_language(rng: Random) -> str:
    """The language that most of an org's repositories are written in."""
    return rng.choices(LANGUAGES, LANGUAGE_SHARES)[0]


def pick_country(rng: Random) -> str:
    """Where an org is at home."""
    return rng.choices(COUNTRIES, COUNTRY_SHARES)[0]
