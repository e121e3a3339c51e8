"""How much pages show: no page grows with the site.

What does not fit is on the pages of months, or is only counted. So an edit makes few pages dirty,
however many articles there are.
"""

from generator.assemble.developments import DEVELOPMENTS_OF_PART, REPORTS_LISTED
from generator.assemble.points import CLAIMS_OF_POINT

HOME_EVENTS = 8
HOME_ARTICLES = 6
ARTICLES_PER_OUTLET = 2
"""On the home page, if other outlets have enough."""
THEME_DEVELOPMENTS = 5
"""On the briefing page of a theme whose editors chose no events."""
THEME_CORRECTIONS = 10
LEDGER_CORRECTIONS = 40
TIMELINE_DEVELOPMENTS = 40
"""At least, as no day is cut; the day of the last of them is there with all of its own."""
THEME_TIMELINE_DEVELOPMENTS = 100
"""On the timeline of one theme, at least, in the same way."""
# The index stores no more than this, so a page cannot show more.
REPORTS_PER_DEVELOPMENT = REPORTS_LISTED
LINES_PER_POINT = 8
"""The answers to a point of a briefing page."""
CLAIMS_PER_POINT = CLAIMS_OF_POINT
LINES_PER_BRIEFING = 112
"""The answers to all points of a briefing page; where there are many points, each shows fewer."""
CLAIMS_PER_BRIEFING = 120
MARKS_PER_ANSWER = 12
"""The claims that one answer cites."""
MARKS_OF_ANSWERS = 100
"""The claims that the answers on a page cite, until each further one cites but one."""
ANSWERS_PER_CELL = 8
"""The answers of one side to one point, in the table of sides and below the map."""
ANSWERS_OF_SIDES = 200
"""The answers in a table of sides; where it has many cells, each shows fewer."""
NAMES_IN_LINE = 3
"""The names before an answer; the others are only counted."""
SIDES = 5
"""The columns of the table of sides on a site that names no principals."""
CLAIMS_PER_ACTOR_POINT = 4
CLAIMS_PER_ACTOR = 160
"""On the page of an actor, on all points; where there are many points, each shows fewer."""
DEEDS_PER_ACTOR = 20
ARTICLES_PER_SOURCE = 20
"""The latest articles on the page of a source, and as many of others that relay it."""
DIFFERENCES_PER_SOURCE = 30
VALUES_OF_SOURCE = 5
"""On the page of a source, the values that others report on one point."""
FEED_ENTRIES = 30
DATA_REPORTS = 5_000
"""In the two main files of the data: some 13 and 9 MB, with four claims each."""
CLAIMS_PER_ENTRY = 12
"""The claims of one article in a feed, and on the page of a month."""
ARTICLES_PER_PART = 25
"""The articles on a page of a month of a theme; a month with more has several pages."""
DEVELOPMENTS_PER_PART = DEVELOPMENTS_OF_PART
CORRECTIONS_PER_PART = 200
"""Those on a page of a month of the ledger; a month with more has several pages."""
LINES_PER_LIST = 500
"""The lines of a part of the list of actors: a name and its role, be it of a party, of one who
speaks for it, or of a member."""
SPEAKERS_LISTED = 50
"""Those of one party in the list of actors, and the members of one group; its own page has all."""
SOURCES_PER_LIST = 300
"""The sources on a part of their list."""
LINES_PER_GLOSSARY = 150
"""The terms on a part of the glossary, and what their meanings cite."""


def share(whole: int, most: int, number: int) -> int:
    """Return how much of a whole each of a number of things may show: `most`, if it suffices."""
    return max(1, min(most, whole // max(1, number)))
