"""Files that no build reads: what is wrong with their names or places, and what is right.

A file that somebody wrote for the site and that is left out without a word is worse than an error.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Set
from difflib import get_close_matches
from pathlib import PurePosixPath
from unicodedata import normalize

from generator.addresses import fold
from generator.patterns import pattern
from generator.problems import AtLine, Finding, Severity
from generator.read.images import IMAGE_TYPES, OTHER_TYPES, not_supported, other_format

_JPEG_BY_OTHER_NAMES = (".jfif", ".jpe", ".pjpeg", ".pjp")

_OTHER_TEXTS = (
    *(".markdown", ".mdown", ".mdwn", ".mkd", ".mkdn", ".mdtxt", ".mdtext", ".mdx", ".rmd", ".qmd"),
    *(".dm", ".mdd", ".mmd", ".nd", ".mf", ".text", ".txt", ".rst", ".adoc", ".org", ".md"),
    *(".мд", ".ьв"),
)
"""Ends of names of plain text, misspelled ones and Russian keys for `md` among them."""
_DATA = (".yaml", ".yml", ".json", ".toml", ".csv", ".xml")
_DOCUMENTS = {
    ".doc": "a Word document",
    ".docx": "a Word document",
    ".eml": "an e-mail",
    ".epub": "an e-book",
    ".gdoc": "a link to a document of Google",
    ".htm": "a web page",
    ".html": "a web page",
    ".msg": "an e-mail",
    ".numbers": "a spreadsheet",
    ".ods": "a spreadsheet",
    ".odt": "an OpenDocument text",
    ".pages": "a document of Pages",
    ".pdf": "a PDF",
    ".pptx": "a presentation",
    ".rtf": "a document in rich text",
    ".url": "a link",
    ".webarchive": "a web archive",
    ".webloc": "a link",
    ".xls": "a spreadsheet",
    ".xlsx": "a spreadsheet",
    ".zip": "an archive",
}
"""Files that hold text in a form that is not read, by the ends of their names."""

_REGISTERS = {
    "site": "content/site.yaml",
    **dict.fromkeys(("source", "sources"), "content/sources.yaml"),
    **dict.fromkeys(("actor", "actors"), "content/actors.yaml"),
    **dict.fromkeys(("glossary", "glossaries"), "content/glossary.yaml"),
}
_REGISTER = pattern(r"(?<![a-z])(?:site|sources?|actors?)(?![a-z])")
_COPY = pattern(
    r"\(\d+\)$|(?:^|[\W_])(?:copy|copie|copia|cópia|kopie|kopia|kopya|копия|копія|نسخة)(?:$|[\W_])"
    "|副本|拷贝|拷貝|コピー|복사본"
)
_FOLDERS = ("articles", "pages", "media")
_RIGHT_FOLDERS = {
    **dict.fromkeys(("image", "images", "img", "pictures", "photos", "assets"), "content/media"),
    **dict.fromkeys(("post", "posts", "reports"), "content/articles"),
    **dict.fromkeys(("theme", "themes"), "themes"),
    **dict.fromkeys(("template", "templates", "layouts"), "templates"),
    **dict.fromkeys(("static", "public"), "static"),
}
"""Where the files of a folder that others might have in `content` belong."""
_OF_SYSTEMS = ("thumbs.db", "ehthumbs.db", "desktop.ini", "icon\r", "icon")
_PASSING = pattern(r"4913|sed\w{6}")
"""Files that Vim and `sed -i` make for a moment, beside the one that they save."""
_ADDED = pattern(r"(?<=\.md)(?: ?\(\d+\)|[ _-]?copy|\.download)$", re.IGNORECASE)
"""What browsers and systems put behind a name."""
_NO_DOT = pattern(r"(?<=\w)[,_ 。，．·-]?md$", re.IGNORECASE)
"""The end `.md` with something else for its dot."""
_BACKUPS = (
    ".orig",
    ".rej",
    ".old",
    ".backup",
    ".part",
    ".crdownload",
    "___jb_old___",
    "___jb_tmp___",
)


def unread(paths: Iterable[str], used: Set[str]) -> Iterator[Finding]:
    """Yield a finding for each file that is not read, though it may be meant for the site.

    `used` are the paths of those that are read. Of a folder that no site has, the first file stands
    for all. Documentation, backups and files of operating systems are no findings.
    """
    meant = [path for path in paths if not _is_of_no_site(path)]
    strange = Counter(filter(None, map(_strange_folder, meant)))
    taken = frozenset(map(fold, used))
    reported: set[str] = set()
    for path in meant:
        folder = _strange_folder(path)
        if folder and folder in reported:
            continue
        reported.add(folder)
        message, severity = _advice(path, taken), Severity.WARNING
        if folder and strange[folder] > 1:
            message += f" (and {strange[folder] - 1} more of this folder)"
        yield Finding(path, AtLine(), "not-read", f"not read: {message}", severity)


def register_meant(path: str) -> str | None:
    """Return the register or settings that a file is meant to be, `content/sources.yaml`."""
    parts = PurePosixPath(path)
    at_home = str(parts.parent) == "content" and not _ends(path, (*IMAGE_TYPES, *OTHER_TYPES))
    if not at_home and not _ends(path, _DATA):
        return None
    name = parts.name.casefold().partition(".")[0].strip(" _-")
    if at_home and _ends(path, _DATA) and (part := _REGISTER.search(name)):
        name = part[0]  # a copy, which systems call `sources (1)`, `site copy`, `actorsのコピー`
    return _REGISTERS.get(name)


def seems_copy(name: str) -> bool:
    """Return whether a name, without its end, is one that systems and browsers give to copies."""
    return _COPY.search(name.casefold()) is not None


def _is_of_no_site(path: str) -> bool:
    name = path.rpartition("/")[2].casefold()
    is_of_program = name in _OF_SYSTEMS or name.endswith(_BACKUPS) or _PASSING.fullmatch(name)
    return name.partition(".")[0] == "readme" or bool(is_of_program)


def _strange_folder(path: str) -> str:
    """Return the folder in `content` that a file is in and that no site has, or "" for none."""
    parts = path.split("/")
    is_strange = len(parts) > 2 and parts[0] == "content" and parts[1] not in _FOLDERS  # noqa: PLR2004
    return f"content/{parts[1]}" if is_strange else ""


def _advice(path: str, taken: Set[str]) -> str:
    """Return what is wrong with the name or place of a file, and what to do about it."""
    if register := register_meant(path):
        if fold(register) in taken:
            if PurePosixPath(path).name.partition(".")[0].casefold() not in _REGISTERS:
                return (
                    f"it seems to be a copy of {register}, which is read in its place; delete it, "
                    "or move it out of content/"
                )
            return f"{register} is read in its place; delete one of the two"
        same_name = path.rpartition("/")[2] == register.rpartition("/")[2]
        if same_name:
            return f"it belongs in content/; move it to {register}"
        return f"its name has to be {register}; rename it"
    if folder := _strange_folder(path):
        name = folder.rpartition("/")[2].casefold()
        if register := _REGISTERS.get(name):
            return f"no site has a folder {folder}/; put what it says into {register}"
        right = _RIGHT_FOLDERS.get(name)
        near = get_close_matches(name, _FOLDERS, n=1)
        hint = "articles belong in content/articles/, pages in content/pages/"
        if right or near:
            hint = f"move it to {right or f'content/{near[0]}'}/"
        return f"no site has a folder {folder}/; {hint}"
    top, _, rest = path.partition("/")
    place = path.rpartition("/")[0]
    for folder, advice in _ADVICE.items():
        if place == folder or place.startswith(f"{folder}/"):
            return advice(path, taken)
    # What is left is beside the folders of a site.
    near = get_close_matches(top.casefold(), _FOLDERS, n=1)
    right = _RIGHT_FOLDERS.get(top.casefold()) or "/".join(["content", *near])
    return f"it belongs in {right}/; move it to {right}/{rest}"


def _of_articles(path: str, taken: Set[str]) -> str:
    return _text_advice(path, taken, "an article")


def _of_pages(path: str, taken: Set[str]) -> str:
    return _text_advice(path, taken, "a page")


def _of_themes(path: str, taken: Set[str]) -> str:
    if path.count("/") > 1 and _ends(path, (".md",)):
        return "themes are not in folders of their own; move it to themes/ itself"
    return _text_advice(path, taken, "a theme")


def _text_advice(path: str, taken: Set[str], kind: str) -> str:
    """Return the advice on a file in a folder in which all files are Markdown of one `kind`."""
    pure = PurePosixPath(path)
    suffix = _suffix(pure.name)
    if suffix in (*IMAGE_TYPES, *OTHER_TYPES) and suffix not in _DOCUMENTS:
        other = other_format(pure.name)
        also = f"; {not_supported(other)}" if other else ""
        return f"images belong in content/media/; move it there{also}"
    right = pure.with_name(f"{_stem(pure.name)}.md")
    is_there = fold(str(right)) in taken
    there = f"; {right.name} is there already, so choose another name" if is_there else ""
    if suffix in _DOCUMENTS:
        return (
            f"it is {_DOCUMENTS[suffix]}; put its text into a file of plain text (UTF-8) named "
            f"{right.name}{there}"
        )
    if suffix in _DATA:
        return (
            f"{kind} is one file {right.name}, front matter between two lines --- and then the "
            f"text{there}"
        )
    if is_there:
        return f"the name of {kind} has to end with .md{there}, or delete one of the two"
    return f"the name of {kind} has to end with .md; rename it to {right.name}"


def _of_media(path: str, taken: Set[str]) -> str:
    pure = PurePosixPath(path)
    suffix = _suffix(pure.name)
    if other := OTHER_TYPES.get(suffix):
        download = ", or put it into static/ if readers are to download it"
        return f"{not_supported(other)}{download if other == 'PDF' else ''}"
    if suffix in _JPEG_BY_OTHER_NAMES:
        return f"the name of a JPEG has to end with .jpg; rename it to {pure.stem}.jpg"
    # A program or a message added something to a good name: `map.png.txt`.
    if _ends(pure.stem, IMAGE_TYPES):
        return f"the name of an image has to end with {', '.join(IMAGE_TYPES)}; rename it to " + (
            pure.stem if fold(str(pure.with_name(pure.stem))) not in taken else "another name"
        )
    if suffix in _OTHER_TEXTS:
        return "this folder is for images; articles belong in content/articles/"
    return (
        "only images are shown from content/media/ (PNG, JPEG, WebP and GIF, with names that end "
        "so); files for readers to download belong in static/"
    )


def _of_content(path: str, _: Set[str]) -> str:
    name = path.rpartition("/")[2]
    if _ends(name, (*IMAGE_TYPES, *OTHER_TYPES)):
        other = other_format(name)
        also = f"; {not_supported(other)}" if other else ""
        return f"images belong in content/media/; move it there{also}"
    right = f"{_stem(name)}.md"
    return (
        f"articles belong in content/articles/, pages in content/pages/; move it there as {right}"
    )


_ADVICE: dict[str, Callable[[str, Set[str]], str]] = {
    "content/articles": _of_articles,
    "content/pages": _of_pages,
    "content/media": _of_media,
    "content": _of_content,
    "themes": _of_themes,
}
"""What gives advice on the files of a folder and of those below it; the first that fits does."""


def _ends(name: str, suffixes: Iterable[str]) -> bool:
    return name.casefold().endswith(tuple(suffixes))


def _suffix(name: str) -> str:
    """Return the end of a name from its last dot, in small letters and as it was meant."""
    # Full-width dots of Chinese and Japanese keyboards become dots, and `.md_` means `.md`.
    meant = normalize("NFKC", name).casefold().rstrip(" ._-~")
    at = meant.rfind(".")
    return meant[at:] if at > 0 else ""


def _stem(name: str) -> str:
    """Return a name without all ends of names of texts that it has: `x` for `x.md.txt`."""
    stem = _ADDED.sub("", normalize("NFC", name).strip()).rstrip(".")
    if not _suffix(stem):
        stem = _NO_DOT.sub("", stem)
    while (suffix := _suffix(stem)) in (*_OTHER_TEXTS, *_DATA, *_DOCUMENTS):
        stem = normalize("NFKC", stem).rstrip(" ._-~")[: -len(suffix)]
    return stem
