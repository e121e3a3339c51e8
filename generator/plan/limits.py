"""How much pages show: no page grows with the site.

What does not fit is on the pages of months, or is only counted. So an edit makes few pages dirty,
however many articles there are.
"""

from generator.assemble.developments import REPORTS_LISTED
from generator.assemble.points import CLAIMS_LISTED

HOME_DEVELOPMENTS = 8
HOME_ARTICLES = 6
CHART_DAYS = 62
"""The longest time that a chart shows day by day; a longer one is shown month by month."""
CHART_MONTHS = 24
THEME_DEVELOPMENTS = 12
THEME_CORRECTIONS = 10
LEDGER_CORRECTIONS = 40
TIMELINE_DEVELOPMENTS = 40
# The index stores no more than these two, so a page cannot show more.
CLAIMS_PER_ANSWER = CLAIMS_LISTED
REPORTS_PER_DEVELOPMENT = REPORTS_LISTED
ANSWERS_PER_POINT = 5
"""On briefing pages the answers of facts, and those of each party."""
PARTIES_PER_POINT = 12
PARTIES_IN_MATRIX = 5
"""The columns of the matrix; parties with the same answers share one."""
CLAIMS_PER_ACTOR_POINT = 4
ARTICLES_PER_SOURCE = 20
"""The latest articles on the page of a source, and as many of others that relay it."""
DIFFERENCES_PER_SOURCE = 30
FEED_ENTRIES = 30
CLAIMS_PER_ENTRY = 12
"""The claims of one article in a feed."""
