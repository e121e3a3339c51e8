"""Word lists and the names of things; `prose.py` and `corpus.py` make a site of them.

States are real, every person and outlet is invented.
"""

from __future__ import annotations

from typing import NamedTuple


class Outlet(NamedTuple):
    """One line of the list of sources."""

    name: str
    country: str
    kind: str
    owner: str


class Subject(NamedTuple):
    """One theme: its title and the titles of its points."""

    title: str
    question: str
    points: tuple[str, ...]


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


def _titles(text: str) -> tuple[str, ...]:
    return tuple(text.split(", "))


ADJECTIVES = _words(
    """
    new joint formal direct public private recent lasting partial limited regional military
    political economic humanitarian diplomatic neutral senior written official detailed
    cautious broad narrow technical financial urgent temporary preliminary confidential
    unexpected separate eastern western northern southern central foreign domestic legal
    complex earlier previous final
    """
)

NOUNS = _words(
    """
    delegation ministry president parliament government mediator envoy commander committee
    council proposal statement agreement memorandum draft document meeting session summit
    round channel ceasefire truce front border corridor region city capital airport harbour
    station bridge exchange prisoner convoy list transfer release shipment pipeline refinery
    grain port vessel sanction measure package asset tariff licence bank account budget loan
    guarantee reserve observer monitor mission mandate deadline condition timetable framework
    principle clause spokesman adviser diplomat official negotiator general lawyer minister
    ally partner neighbour report account interview speech letter phone call briefing press
    conference question answer
    """
)

VERBS = _words(
    """
    rejected welcomed proposed discussed confirmed postponed announced described questioned
    supported opposed prepared reviewed signed published criticised accepted offered demanded
    suspended extended repeated denied ignored considered amended circulated defended
    explained followed outlined presented raised received requested resumed shared tested
    verified
    """
)

ADVERBS = _words(
    """
    again already briefly clearly finally formally initially jointly largely openly partly
    privately publicly quickly quietly repeatedly separately sharply shortly slowly
    """
)

PLACES = _words(
    """
    Ankara Astana Berlin Brussels Budapest Cairo Doha Dublin Geneva Helsinki Istanbul Jeddah
    Kyiv Lisbon London Madrid Minsk Moscow Oslo Ottawa Paris Prague Riga Rome Stockholm
    Tallinn Vienna Vilnius Warsaw Washington Zurich
    """
)

WEEKDAYS = _words(
    """
    Monday Tuesday Wednesday Thursday Friday Saturday Sunday
    """
)

STATES = (
    "Ukraine",
    "Russia",
    "Turkey",
    "France",
    "Germany",
    "Poland",
    "United Kingdom",
    "United States",
    "Italy",
    "Hungary",
    "Finland",
    "Switzerland",
    "Kazakhstan",
    "Saudi Arabia",
    "Qatar",
    "China",
)

FIRST_NAMES = _words(
    """
    Adele Boris Clara Denis Elena Farid Greta Hakan Irina Jonas Katya Leon Marta Nikolai Olena
    Pavel Rania Stefan Tamar Ulrich Vera Walter Yusuf Zofia
    """
)

LAST_NAMES = _words(
    """
    Arden Belov Castell Dorn Eriksen Farouk Galan Hollis Ivanek Jansky Kerimov Lindqvist Marek
    Novik Orlov Petrenko Quist Rahmani Sorel Tokar Ursan Volkova Weiss Zander
    """
)

ROLES = ("foreign minister", "chief negotiator", "press secretary", "special envoy")

OUTLETS = (
    Outlet("Northern Wire", "Norway", "agency", "a cooperative of forty newspapers"),
    Outlet("Continental Press Agency", "Belgium", "agency", "a foundation of publishers"),
    Outlet("Steppe News Agency", "Kazakhstan", "agency", "the state"),
    Outlet("Harbour Wire", "United Kingdom", "agency", "a listed company"),
    Outlet("Ankara Post", "Turkey", "newspaper", "a construction group"),
    Outlet("Baltic Courier", "Latvia", "newspaper", "its employees"),
    Outlet("Danube Daily", "Austria", "newspaper", "a family trust"),
    Outlet("Dnipro Herald", "Ukraine", "newspaper", "an investor group"),
    Outlet("Lakeside Times", "Switzerland", "newspaper", "a family company"),
    Outlet("Morning Ledger", "United States", "newspaper", "a private equity fund"),
    Outlet("Vistula Gazette", "Poland", "newspaper", "its readers and staff"),
    Outlet("Western Observer", "Ireland", "newspaper", "a charitable trust"),
    Outlet("Atlantic Radio", "Portugal", "broadcaster", "the public"),
    Outlet("Channel Meridian", "France", "broadcaster", "a media group"),
    Outlet("First National Television", "Russia", "broadcaster", "the state"),
    Outlet("Gulf Broadcasting", "Qatar", "broadcaster", "the government"),
    Outlet("Nordic Public Radio", "Sweden", "broadcaster", "a public foundation"),
    Outlet("Border Monitor", "Czechia", "website", "a non-profit association"),
    Outlet("Open Front Map", "Estonia", "website", "volunteers"),
    Outlet("The Sanctions Desk", "Germany", "website", "a research company"),
    Outlet("Talks Tracker", "Netherlands", "website", "a university"),
    Outlet("Office of the Presidency", "Ukraine", "government", "the state"),
    Outlet("Foreign Ministry Press Service", "Russia", "government", "the state"),
    Outlet("Prisoners Relief Committee", "Switzerland", "organisation", "its member societies"),
)

SUBJECTS = {
    "ceasefire": Subject(
        "Ceasefire",
        "Is there a ceasefire, and on whose terms?",
        _titles(
            "Proposed length, Order of steps, Starting date, Monitoring, Violations, "
            "Line of contact, Arms deliveries, Guarantors"
        ),
    ),
    "venues": Subject(
        "Venues",
        "Where do the parties meet, and who is the host?",
        _titles(
            "Istanbul, Geneva, Vatican, Riyadh, Level of delegations, Format, Next round, Mediator"
        ),
    ),
    "prisoner-exchange": Subject(
        "Prisoner exchange",
        "Who is exchanged, when, and how many remain?",
        _titles(
            "Number, Categories, Civilians, Children, Place of handover, Bodies returned, "
            "Missing persons, Access to camps"
        ),
    ),
    "sanctions": Subject(
        "Sanctions",
        "Which sanctions are in force, and which are threatened?",
        _titles(
            "Next package, Oil price cap, Shadow fleet, Banks, Frozen assets, "
            "Secondary sanctions, Exemptions, Conditions for relief"
        ),
    ),
    "energy": Subject(
        "Energy",
        "Is the energy system protected from attack?",
        _titles(
            "Power plants, Gas storage, Refineries, Nuclear safety, Repairs, Imports, "
            "Outages, Energy truce"
        ),
    ),
    "black-sea": Subject(
        "Black Sea",
        "Can ships pass safely, and under which rules?",
        _titles(
            "Grain corridor, Mines, Inspections, Insurance, Ports, Naval activity, "
            "Cargo volume, Straits"
        ),
    ),
    "reconstruction": Subject(
        "Reconstruction",
        "Who pays for rebuilding, and how is it controlled?",
        _titles(
            "Estimated cost, Donors, Loans, Housing, Railways, Audit, Demining, Private investment"
        ),
    ),
    "security-guarantees": Subject(
        "Security guarantees",
        "What would keep an agreement from being broken?",
        _titles(
            "Peacekeepers, Air defence, Treaty form, Alliance membership, "
            "Size of the army, Training mission, Intelligence sharing, Duration"
        ),
    ),
}

VALUES = (
    ("30 days", "60 days", "90 days", "until further notice"),
    ("Istanbul", "Geneva", "Riyadh", "undecided"),
    ("1,000", "800", "1,200", "307"),
    ("talks first", "ceasefire first", "both at once"),
    ("yes", "no", "in part"),
    ("12 May", "15 May", "2 June", "no date"),
    ("10 billion euros", "12 billion euros", "50 billion euros"),
    ("in force", "suspended", "under review", "rejected"),
)
"""The short answers to choose from; a point always draws from the same line."""

FACTS = ("event", "agreement", "figure")
POSITIONS = ("statement", "proposal", "demand", "offer", "threat", "denial", "assessment")
