"""Values flow one way: who may import whom."""

import ast
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "generator"

VOCABULARY = {"addresses", "digests", "limits", "moments", "patterns", "problems", "scripts"}
MAY_IMPORT = {
    "addresses": set[str](),
    "digests": set[str](),
    "formulas": {"patterns"},
    "gate": {"moments"},
    "limits": set[str](),
    "moments": {"patterns"},
    "patterns": set[str](),
    "problems": {"patterns"},
    "scripts": set[str](),
    "saving": set[str](),
    "report": {"patterns", "problems", "write", "build", "publish"},
    "workers": set[str](),
    "language": {"patterns"},
    "prose": {"addresses", "limits", "patterns", "scripts"},
    "read": VOCABULARY,
    "pictures": set[str](),
    "validate": VOCABULARY | {"language", "maps", "pictures", "prose", "read"},
    "request": {"gate"},
    "store": VOCABULARY | {"read"},
    "assemble": VOCABULARY | {"formulas", "gate", "workers", "prose", "store", "validate"},
    "maps": set[str](),
    "cards": set[str](),
    "plan": VOCABULARY | {"language", "maps", "prose", "read", "validate", "assemble"},
    "render": VOCABULARY | {"language", "cards", "pictures", "prose", "read", "validate", "plan"},
    "kinds": VOCABULARY | {"plan", "render"},
    "write": VOCABULARY | {"workers"},
    "search": VOCABULARY | {"language", "prose", "store", "validate", "workers", "write"},
    "target": {"workers", "write"},
    "up_to_date": {"problems", "read", "request", "store"},
    "maker": {"assemble", "plan", "render", "store", "validate"},
    "session": VOCABULARY
    | {"assemble", "kinds", "plan", "prose", "read", "render", "store", "validate"},
    "stages": VOCABULARY
    | {
        "request",
        "workers",
        "read",
        "store",
        "validate",
        "assemble",
        "plan",
        "render",
        "maker",
        "session",
        "target",
        "up_to_date",
        "write",
    },
    "searching": VOCABULARY | {"plan", "request", "search", "session", "target", "validate"},
    "catalogue": {"read", "store", "validate", "assemble"},
    "schema": VOCABULARY
    | {"read", "saving", "store", "validate", "session", "stages", "build", "catalogue"},
    "lsp": VOCABULARY
    | {
        "request",
        "prose",
        "read",
        "store",
        "validate",
        "session",
        "pipeline",
        "build",
        "catalogue",
        "schema",
        "edit",
    },
    "pipeline": VOCABULARY
    | {
        "searching",
        "request",
        "workers",
        "read",
        "store",
        "validate",
        "session",
        "stages",
        "target",
        "up_to_date",
        "write",
    },
    "open_site": {"read", "request", "store", "plan", "search", "searching", "session"}
    | {"pipeline", "target", "write"},
    "build": VOCABULARY
    | {
        "request",
        "workers",
        "open_site",
        "read",
        "search",
        "session",
        "store",
        "write",
        "target",
        "up_to_date",
        "plan",
        "pipeline",
    },
    "warm_cache": {"build", "open_site", "store"},
    "status": VOCABULARY
    | {
        "gate",
        "warm_cache",
        "request",
        "prose",
        "read",
        "store",
        "validate",
        "assemble",
        "session",
        "stages",
        "build",
        "check",
    },
    "watch": VOCABULARY | {"request", "read", "search", "build"},
    "serve": VOCABULARY | {"request", "report", "search", "build", "watch"},
    "check": VOCABULARY
    | {
        "request",
        "workers",
        "prose",
        "read",
        "store",
        "validate",
        "plan",
        "render",
        "search",
        "maker",
        "searching",
        "session",
        "stages",
        "target",
        "pipeline",
        "build",
    },
    "edit": VOCABULARY
    | {
        "request",
        "prose",
        "read",
        "saving",
        "store",
        "validate",
        "assemble",
        "session",
        "pipeline",
    },
    "spreadsheet": VOCABULARY
    | {"formulas", "prose", "read", "store", "validate", "session", "stages", "edit"},
    "importing": VOCABULARY | {"prose", "read", "saving", "search", "validate"},
    "publish": VOCABULARY | {"request", "read", "search", "validate", "write", "build", "check"},
    "changes": VOCABULARY
    | {
        "warm_cache",
        "request",
        "language",
        "prose",
        "read",
        "store",
        "validate",
        "assemble",
        "plan",
        "session",
        "pipeline",
        "build",
        "publish",
    },
    "scaffold": {"addresses", "problems", "prose", "read", "saving", "validate"},
    "cli": VOCABULARY
    | {
        "build",
        "changes",
        "check",
        "edit",
        "importing",
        "warm_cache",
        "language",
        "lsp",
        "open_site",
        "publish",
        "read",
        "report",
        "request",
        "scaffold",
        "schema",
        "serve",
        "spreadsheet",
        "status",
        "store",
        "validate",
        "workers",
        "write",
    },
}


def room(path: Path) -> str:
    """Return the first folder or module below the package."""
    return path.relative_to(PACKAGE).with_suffix("").parts[0]


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        names = [node.module or ""] if isinstance(node, ast.ImportFrom) else []
        names += [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        yield from (name.split(".")[1] for name in names if name.startswith("generator."))


def modules_imported(path: Path) -> Iterator[Path]:
    """Yield the files of the modules that a module imports, for types alone too."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.ImportFrom) or node.module is None:
            continue
        names = [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
        files = [PACKAGE.parent.joinpath(*name.split(".")).with_suffix(".py") for name in names]
        yield from filter(Path.is_file, files)


MODULES = sorted(
    path for path in PACKAGE.rglob("*.py") if path.name not in ("__init__.py", "__main__.py")
)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_a_module_imports_only_what_comes_before_its_stage(path: Path) -> None:
    allowed = MAY_IMPORT[room(path)] | {room(path)}
    assert set(imports(path)) <= allowed


def test_no_module_imports_itself_by_way_of_others() -> None:
    imported = {path: set(modules_imported(path)) for path in MODULES}
    TopologicalSorter(imported).prepare()  # raises CycleError, which names the circle


def test_the_rules_name_every_room_and_no_other() -> None:
    assert {room(path) for path in MODULES} == set(MAY_IMPORT)


def test_only_the_edges_read_the_clock_or_the_machine() -> None:
    asking = ("datetime.now", "time.time(", "date.today", "os.environ", "import locale")
    found = {
        room(path) for path in MODULES if any(ask in path.read_text("utf-8") for ask in asking)
    }
    assert found <= {"cli"}


def test_files_and_functions_stay_small_enough_to_read() -> None:
    for path in MODULES:
        text = path.read_text(encoding="utf-8")
        assert len(text.splitlines()) <= 400, path
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                assert (node.end_lineno or 0) - node.lineno < 60, f"{path}: {node.name}"
