"""The parties of a theme: principals first, and one name for a group that speaks with one voice."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from generator.assemble.context import principals_of
from generator.plan import limits
from generator.plan.presenter import Presenter
from generator.plan.views.components import NameList
from generator.validate.content import Theme


class Parties:
    """Puts parties in order, and names them."""

    def __init__(self, theme: Theme, presenter: Presenter) -> None:
        self._presenter = presenter
        self._grouping = presenter.corpus.grouping
        principals = principals_of(theme, presenter.corpus.names.site)
        self.principals = self._grouping.parties(principals)
        """The parties whose answers lead, in the order of the editor."""

    def members(self, party: str) -> tuple[str, ...]:
        """Return the parties that belong to a group; none if it is no group."""
        return self._grouping.groups.get(party, ())

    def side(self, principal: str) -> tuple[str, ...]:
        """Return a principal and, if it is a group, those members that lead no side themselves."""
        others = (member for member in self.members(principal) if member not in self.principals)
        return (principal, *others)

    def sides_of(self, actor: str) -> tuple[str, ...]:
        """Return the sides that an actor speaks for: the principals, or else its own party."""
        parties = self._grouping.parties([actor])
        leading = [one for one in self.principals if set(self.side(one)) & set(parties)]
        return tuple(leading) or parties

    def in_order(self, parties: Iterable[str]) -> list[str]:
        """Return parties with the principals and their members first; the others stay in order."""
        places = {
            party: place
            for place, principal in reversed(list(enumerate(self.principals)))
            for party in self.side(principal)
        }
        return sorted(parties, key=lambda party: places.get(party, len(places)))

    def names(self, parties: Sequence[str]) -> NameList:
        """Return the names of parties that give one answer: principals, then how many others."""
        ordered = self.in_order(self._together(parties))
        number = len(ordered)
        if number > limits.NAMES_IN_LINE:
            leading = [party for party in ordered if party in self.principals]
            number = min(max(1, len(leading)), limits.NAMES_IN_LINE - 1)
        shown = tuple(map(self._presenter.actor, ordered[:number]))
        return NameList(shown, len(ordered) - number)

    def _together(self, parties: Sequence[str]) -> list[str]:
        """Return parties with the name of a group in place of its members.

        That is, if it speaks itself, or all of them do.
        """
        found = list(parties)
        for group, members in self._grouping.groups.items():
            if group in found:
                found = [party for party in found if party not in members]
            elif len(members) > 1 and set(members) <= set(found):
                found.insert(min(map(found.index, members)), group)
                found = [party for party in found if party not in members]
        return found
