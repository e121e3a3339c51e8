"""A proposal to the text of a draft: front matter with comments, candidates, body."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.importing.markdown_text import as_markdown
from generator.importing.model import Candidate, Found, NewSource, Proposal
from generator.prose.markdown import Markdown
from generator.read.misread import quoted, word
from generator.validate.keys import REFERS

_BARE = re.compile(r"[^\W\d_][\w.-]*|\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d)?(?:[+-]\d\d:\d\d|Z)?)?")
_WORDS_OF_YAML = frozenset(("true", "false", "null", "yes", "no", "on", "off", "y", "n"))
_RIGHTS = (
    "publish: the text below is the source's own, and `excerpt` keeps it from readers, who see the",
    "summary and the quotations of claims. Once a digest in your own words stands in its place,",
    "delete this line.",
)
_NOT_IN_COMMENTS = re.compile(r"[\x00-\x1f\x7f-\x9f]+")


def draft_text(proposal: Proposal, name: str, evidence: str, markdown: Markdown) -> str:
    """Return the text of an article's file.

    `name` is what the draft was made of, `evidence` the file of the archive with the original.
    """
    lines = [
        "---",
        *_comment(f"A draft that `briefing add` made of {name}."),
        *_comment("A comment says how a value was found: look at it, then delete the comment."),
        *_front(proposal, evidence),
        *_claims(proposal),
        "---",
        "",
    ]
    return "\n".join(lines) + as_markdown(proposal.blocks, markdown)


def source_entry(source: NewSource, name: str) -> str:
    """Return the text of an entry for sources.yaml, with what the editor has to look at."""
    lines = _comment(f"Added by `briefing add` with {name}: complete it, or take another key.")
    lines += [f"{word(source.key)}:", f"  name: {_value(source.name)}"]
    if source.unidentified:
        lines += [
            "  unidentified: true",
            "  kind: website",
            '  ownership: "Site and owner unknown."',
            '  note: "The report reached us as a text that does not name its outlet."',
        ]
    else:
        lines += [f"  kind: {source.kind}"] + ([f"  url: {source.url}"] if source.url else [])
        lines += _comment('country, ownership: "Owned by …, who publishes it."', "  ")
    return "\n".join(lines) + "\n"


def _front(proposal: Proposal, evidence: str) -> Iterator[str]:
    yield "draft: true"
    yield from _found("title", proposal.title)
    yield from _found("source", proposal.source)
    if any(new.key == proposal.source.value for new in proposal.new_sources):
        yield from _comment("It is new in content/sources.yaml: complete it there.")
    yield from _found("via", proposal.via)
    yield from _found("published", proposal.published)
    if proposal.date_note:
        yield f"date_note: {_value(proposal.date_note)}"
    yield from _found("updated", proposal.updated)
    yield from _found("url", proposal.url)
    yield f"retrieved: {proposal.retrieved}"
    if proposal.authors:
        yield f"authors: [{', '.join(map(_value, proposal.authors))}]"
    yield from _found("language", proposal.language)
    for suggestion in proposal.themes:
        yield from _comment(f"theme {suggestion.theme}: {suggestion.why}")
    if proposal.other_themes:
        yield from _comment(f"themes not suggested: {', '.join(proposal.other_themes)}")
    yield f"themes: [{', '.join(word(one.theme) for one in proposal.themes)}]"
    for line in _RIGHTS:
        yield from _comment(line)
    yield "publish: excerpt"
    yield from _comment("evidence: the original is in the archive, which is not published")
    yield f"evidence: {_value(evidence)}"
    yield from _remarks(proposal)


def _remarks(proposal: Proposal) -> Iterator[str]:
    """Yield comments about the whole of a report."""
    if proposal.note:
        yield from _comment(proposal.note)
    if proposal.same_url:
        yield from _comment(f"{proposal.same_url} has this address, too")
    for alike in proposal.likenesses:
        share = f"{alike.percent} % of its passages are in {alike.name} too"
        yield from _comment(f"{share}: one wire story? Then name its agency with `via` in both.")
    if proposal.actors:
        yield from _comment(f"Actors in the text: {', '.join(proposal.actors)}")
    if proposal.unknown_names:
        yield from _comment(f"Quoted, and not in actors.yaml: {', '.join(proposal.unknown_names)}")


def _claims(proposal: Proposal) -> Iterator[str]:
    if not proposal.candidates:
        return
    number = len(proposal.candidates)
    yield from _comment(
        f"What may become claims ({number}). Remove `# ` before those that you want, and write the"
    )
    yield from _comment("text in your own words.")
    yield "claims:"
    for candidate in proposal.candidates:
        yield from (f"# {line}" for line in _candidate(candidate, several=len(proposal.themes) > 1))


def _candidate(candidate: Candidate, *, several: bool) -> Iterator[str]:
    yield f"  - text: {quoted(candidate.text)}"
    if several:
        yield f"    theme: {word(candidate.theme)}"
    if candidate.point:
        yield f"    point: {word(candidate.point)}"
    yield f"    kind: {candidate.kind}"
    if candidate.by:
        yield f"    by: [{', '.join(map(word, candidate.by))}]"
    elif candidate.speaker:
        yield from _comment(
            f"by: “{candidate.speaker}” is none of the actors; name one, or add one to actors.yaml",
            "    ",
        )
    if candidate.on:
        yield f"    on: {candidate.on}"
    if candidate.value:
        yield f"    value: {quoted(candidate.value)}"
    if candidate.via:
        yield f"    via: {word(candidate.via)}"
    yield f"    quote: {quoted(candidate.quote)}"
    if candidate.why:
        yield from _comment(candidate.why, "    ")


def _found(key: str, found: Found | None) -> Iterator[str]:
    """Yield a key with its value, below how it was found; nothing if it was not."""
    if found is None:
        return
    yield from _comment(f"{key}: {found.how}")
    yield f"{key}: {(word if key in REFERS else _value)(found.value)}"


def _comment(words: str, indent: str = "") -> list[str]:
    return [f"{indent}# {_NOT_IN_COMMENTS.sub(' ', words)}"]


def _value(text: str) -> str:
    """Return a text as a value of YAML: bare if it is a name or a date, else in quotes."""
    if _BARE.fullmatch(text) and text.lower() not in _WORDS_OF_YAML:
        return text
    return quoted(text)
