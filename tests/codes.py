"""Which codes the problems of the generator have, found in its source.

A code is what `Finding`, `Problem` and the like are made with: an argument named `code`. It is
followed back to where it is written, through parameters, variables, constants, tables and what
functions return. What cannot be followed is an error here, so no code is overlooked.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

PACKAGE = Path(__file__).parent.parent / "generator"
CODE = "code"

Function = ast.FunctionDef | ast.AsyncFunctionDef


class CannotFollowError(Exception):
    """An argument named `code` is made in a way that is not followed here."""


def codes() -> frozenset[str]:
    """Return the codes of all problems that the generator can tell of."""
    return frozenset(_Source(sorted(PACKAGE.rglob("*.py"))).codes())


@dataclass(frozen=True)
class _Place:
    """An expression, and the function and the file that it is written in."""

    expression: ast.expr
    function: Function | None
    file: Path

    def of(self, expression: ast.expr) -> _Place:
        return _Place(expression, self.function, self.file)


@dataclass
class _Source:
    """The source of a package, by what has a name in it."""

    files: list[Path]
    functions: dict[str, list[tuple[Function, Path]]] = field(default_factory=dict)
    constants: dict[str, list[_Place]] = field(default_factory=dict)
    enums: dict[str, str] = field(default_factory=dict)
    """The words of enumerations: `Code.CONFLICT` and what it is."""
    calls: dict[str, list[tuple[ast.Call, _Place]]] = field(default_factory=dict)
    imports: dict[tuple[Path, str], Path] = field(default_factory=dict)
    """Which file a name in a file comes from."""
    sinks: list[tuple[str, Path, list[str]]] = field(default_factory=list)
    """The classes that have a code: name, file, and what they are made of."""

    def __post_init__(self) -> None:
        for file in self.files:
            tree = ast.parse(file.read_text(encoding="utf-8"))
            for statement in tree.body:
                for name, value in _assigned(statement):
                    self.constants.setdefault(name, []).append(_Place(value, None, file))
            self._collect(tree, None, file)

    def _collect(self, node: ast.AST, function: Function | None, file: Path) -> None:
        for child in ast.iter_child_nodes(node):
            within = function
            if isinstance(child, Function):
                self.functions.setdefault(child.name, []).append((child, file))
                within = child
            elif isinstance(child, ast.ClassDef):
                self._collect_class(child, file)
            elif isinstance(child, ast.ImportFrom) and child.module:
                module = PACKAGE.parent.joinpath(*child.module.split(".")).with_suffix(".py")
                for imported in child.names:
                    self.imports[file, imported.asname or imported.name] = module
            elif isinstance(child, ast.Call) and (name := _name(child.func)):
                place = _Place(child, function, file)
                self.calls.setdefault(name, []).append((child, place))
            self._collect(child, within, file)

    def _collect_class(self, found: ast.ClassDef, file: Path) -> None:
        fields = [
            statement.target.id
            for statement in found.body
            if isinstance(statement, ast.AnnAssign) and isinstance(statement.target, ast.Name)
        ]
        for statement in found.body:
            if isinstance(statement, ast.FunctionDef) and statement.name == "__init__":
                fields = _parameters(statement)
        if CODE in fields:
            self.sinks.append((found.name, file, fields))
        if any(_name(base) == "StrEnum" for base in found.bases):
            for statement in found.body:
                for name, value in _assigned(statement):
                    if isinstance(value, ast.Constant):
                        self.enums[f"{found.name}.{name}"] = str(value.value)

    def codes(self) -> Iterator[str]:
        """Yield the codes with which anything is made that has one."""
        for name, file, parameters in self.sinks:
            yield from self._given(name, file, parameters, CODE, set())

    def _given(
        self, name: str, file: Path, parameters: list[str], wanted: str, seen: set[object]
    ) -> Iterator[str]:
        """Yield what calls of a function or class of a file give for one of its parameters."""
        if (name, file, wanted) in seen:
            return
        seen.add((name, file, wanted))
        position = parameters.index(wanted)
        for call, place in self.calls.get(name, []):
            if not self._is_of(call, place.file, name, file):
                continue
            named = [given.value for given in call.keywords if given.arg == wanted]
            if named:
                yield from self._written(place.of(named[0]), seen)
                continue
            at = 0
            for given in call.args:
                if isinstance(given, ast.Starred) and ast.unparse(given).endswith(".span()"):
                    at += 2  # where a match begins and ends
                    continue
                if isinstance(given, ast.Starred):
                    yield from self._of_tuple(place.of(given.value), position - at, seen)
                    break
                if at == position:
                    yield from self._written(place.of(given), seen)
                at += 1

    def _is_of(self, call: ast.Call, where: Path, name: str, file: Path) -> bool:
        """Return whether a call in one file may be of what another file defines."""
        if isinstance(call.func, ast.Name):
            return file == self.imports.get((where, name), where)
        # Of methods, the name alone is known.
        return file == where or not name.startswith("_")

    def _written(self, place: _Place, seen: set[object]) -> Iterator[str]:
        """Yield the texts that an expression can be."""
        match place.expression:
            case ast.Constant(value=str() as text):
                yield text
            case ast.IfExp(body=one, orelse=other):
                yield from self._written(place.of(one), seen)
                yield from self._written(place.of(other), seen)
            case ast.Attribute(attr="code"):
                return  # of a value that was made somewhere, and is looked at there
            case ast.Call(func=ast.Name(id="str")):
                return  # a number, of a place that is only looked up and never shown
            case ast.Attribute() as word if (text := ast.unparse(word)) in self.enums:
                yield self.enums[text]
            case ast.Subscript(value=ast.Name(id=name)) if name in self.constants:
                for table in self.constants[name]:
                    yield from self._of_table(table, seen)
            case ast.Name(id=name):
                yield from self._of_name(place, name, seen)
            case _:
                raise _cannot(place)

    def _of_table(self, table: _Place, seen: set[object]) -> Iterator[str]:
        if not isinstance(table.expression, ast.Dict):
            raise _cannot(table)
        for value in table.expression.values:
            yield from self._written(table.of(value), seen)

    def _of_name(self, place: _Place, name: str, seen: set[object]) -> Iterator[str]:
        """Yield what a variable, a parameter or a constant can be."""
        function, found = place.function, False
        for value, index in _bound(function, name) if function else ():
            found = True
            if index is None:
                yield from self._written(place.of(value), seen)
            else:
                yield from self._of_tuple(place.of(value), index, seen)
        if found:
            return
        if function and name in _parameters(function):
            parameters = _parameters(function)
            yield from self._given(function.name, place.file, parameters, name, seen)
        elif name in self.constants:
            for constant in self.constants[name]:
                if constant.file == place.file or not name.startswith("_"):
                    yield from self._written(constant, seen)
        else:
            raise _cannot(place)

    def _of_tuple(self, place: _Place, index: int, seen: set[object]) -> Iterator[str]:
        """Yield what one element of a tuple can be, or of the tuples that a function returns."""
        match place.expression:
            case ast.Tuple(elts=elements):
                yield from self._written(place.of(elements[index]), seen)
            case ast.IfExp(body=one, orelse=other):
                yield from self._of_tuple(place.of(one), index, seen)
                yield from self._of_tuple(place.of(other), index, seen)
            case ast.Constant(value=None):
                return
            case ast.Name(id=name) if place.function:
                values = list(_bound(place.function, name))
                if not values:
                    raise _cannot(place)
                for value, _ in values:
                    yield from self._of_tuple(place.of(value), index, seen)
            case ast.Call(func=called) as call if (name := _name(called)) in self.functions:
                if (name, place.file, index) in seen:
                    return
                seen.add((name, place.file, index))
                for function, file in self.functions[name]:
                    if self._is_of(call, place.file, name, file):
                        for returned in _returned(function):
                            known = _Place(returned, function, file)
                            yield from self._of_tuple(known, index, seen)
            case _:
                raise _cannot(place)


def _name(called: ast.expr) -> str:
    """Return the last part of a name: `finding` of `self.told.finding`, and "" of anything else."""
    match called:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
    return ""


def _parameters(function: Function) -> list[str]:
    names = [one.arg for one in (*function.args.posonlyargs, *function.args.args)]
    names += [one.arg for one in function.args.kwonlyargs]
    return [name for name in names if name not in ("self", "cls")]


def _assigned(statement: ast.stmt) -> Iterator[tuple[str, ast.expr]]:
    match statement:
        case ast.Assign(targets=[ast.Name(id=name)], value=value):
            yield name, value
        case ast.AnnAssign(target=ast.Name(id=name), value=ast.expr() as value):
            yield name, value


def _bound(function: Function, name: str) -> Iterator[tuple[ast.expr, int | None]]:
    """Yield what a function binds a name to: a value, or (with its place) a part of one."""
    for node in ast.walk(function):
        match node:
            case ast.Assign(targets=[target], value=value) | ast.For(target=target, iter=value):
                pass
            case ast.NamedExpr(target=target, value=value):
                pass
            case ast.AnnAssign(target=target, value=ast.expr() as value):
                pass
            case _:
                continue
        if isinstance(target, ast.Name) and target.id == name:
            yield value, None
        elif isinstance(target, ast.Tuple):
            for index, element in enumerate(target.elts):
                if isinstance(element, ast.Name) and element.id == name:
                    yield value, index


def _returned(function: Function) -> Iterator[ast.expr]:
    for node in ast.walk(function):
        if isinstance(node, ast.Return | ast.Yield) and node.value is not None:
            yield node.value


def _cannot(place: _Place) -> CannotFollowError:
    where = f"{place.file.relative_to(PACKAGE)}:{place.expression.lineno}"
    return CannotFollowError(f"{where}: where does {ast.unparse(place.expression)} come from?")
