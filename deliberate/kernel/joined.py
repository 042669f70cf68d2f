"""Our many small modules as the few files that a phone loads; each module stays whole and runs once, in its own scope.

An entry is a module that no other one imports by a statement: pages load it, or a script does later, by `import("…")`. An entry and
those that it loads later are a family. Within a family, modules that are reached by the same entries are joined into one file, so that
what two of them share is loaded and run once. What is in `vendor/` stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from posixpath import dirname, join, normpath, relpath

_COMMENTS = re.compile(r"^[ \t]*(?:/\*(?:(?!\*/)[\s\S])*\*/[ \t]*|//.*)?\n", re.MULTILINE)
_IMPORT = re.compile(r'^import (?:(\{[^}]*\}) from )?"([^"]+)"\n', re.MULTILINE)
_EXPORT = re.compile(r"^export (?=(?:async function|function|class|const) (\w+))", re.MULTILINE)
_NOTHING_EXPORTED = re.compile(r"^export \{\}\n", re.MULTILINE)
_LATER = re.compile(r'(?<!\{)\bimport\("([^"]+)"\)')
_OTHERWISE = re.compile(r"^(?:import|export)\b(?!\().*", re.MULTILINE)


@dataclass(frozen=True)
class Module:
    """One of our modules, by its path in the tree (`js/room/main.js`)."""

    path: str
    source: str

    @cached_property
    def body(self) -> str:
        """Its code without the comments that stand alone."""
        return _NOTHING_EXPORTED.sub("", _COMMENTS.sub("", self.source))

    @cached_property
    def imports(self) -> tuple[str, ...]:
        """The paths of what it imports by a statement."""
        return tuple(self._there(match[2]) for match in _IMPORT.finditer(self.body))

    @cached_property
    def later(self) -> tuple[str, ...]:
        """The paths of what it loads when it is needed."""
        return tuple(self._there(match[1]) for match in _LATER.finditer(self.body))

    @cached_property
    def exports(self) -> tuple[str, ...]:
        """The names that it exports."""
        return tuple(match[1] for match in _EXPORT.finditer(self.body))

    def scoped(self, file_of: Callable[[str], str], here: str) -> str:
        """Its code in a scope of its own, to stand in the file `here`; what it imports has been run before."""
        body = _IMPORT.sub(lambda match: self._taken(match[1], match[2]), self.body)
        body = _EXPORT.sub("", body)
        if unknown := _OTHERWISE.search(body):
            raise ValueError(f"{self.path}: this cannot be joined: {unknown[0]}")
        body = _LATER.sub(lambda match: f'import("{_from(here, file_of(self._there(match[1])))}")', body)
        return f"const {name_of(self.path)} = (() => {{\n{body}return {{ {', '.join(self.exports)} }}\n}})()\n"

    def _taken(self, names: str | None, path: str) -> str:
        if names is None:
            return ""
        return f"const {names.replace(' as ', ': ')} = {name_of(self._there(path))}\n"

    def _there(self, path: str) -> str:
        return normpath(join(dirname(self.path), path))


class Joined:
    """All modules of a tree, and the files they are joined into."""

    def __init__(self, sources: dict[str, str]) -> None:
        self._modules = {path: Module(path, source) for path, source in sources.items()}
        self._families = [Family(self._modules, entries) for entries in _families(self._modules)]

    def files(self) -> Iterator[tuple[str, str]]:
        """Each joined file: its path and its code."""
        for family in self._families:
            yield from family.files()

    def scripts(self, entries: list[str]) -> list[str]:
        """The files that a page runs for these entries."""
        return [self._family(entry).file_of(entry) for entry in entries]

    def needed_for(self, entries: list[str]) -> list[str]:
        """The files that these entries need, so that all can load at once."""
        families = list(dict.fromkeys(self._family(entry) for entry in entries))
        if len(families) > 1:
            raise ValueError(f"what these share would run twice; let one load the others: {', '.join(entries)}")
        return families[0].needed_for(entries) if families else []

    def modules_for(self, entries: list[str]) -> frozenset[str]:
        """Our modules that these entries import, directly or not, and themselves."""
        reached = {path for entry in entries for path in _all_imports(self._modules, entry)}
        return frozenset(reached & self._modules.keys())

    def _family(self, entry: str) -> Family:
        return next(family for family in self._families if entry in family.entries)


class Family:
    """An entry and those that are loaded later by it."""

    def __init__(self, modules: dict[str, Module], entries: list[str]) -> None:
        self.entries = entries
        self._modules = modules
        self._reached_by: dict[str, tuple[str, ...]] = {}
        for entry in entries:
            for path in (path for path in _all_imports(modules, entry) if path in modules):
                self._reached_by[path] = (*self._reached_by.get(path, ()), entry)
        shared = sorted({reached for reached in self._reached_by.values() if len(reached) > 1})
        self._files: dict[tuple[str, ...], str] = {(entry,): entry.replace("js/", "joined/", 1) for entry in entries}
        self._files |= {
            reached: f"{self._files[(entries[0],)].removesuffix('.js')}-{number}.js"
            for number, reached in enumerate(shared, 1)
        }

    def files(self) -> Iterator[tuple[str, str]]:
        """Each joined file: its path and its code."""
        for reached, file in self._files.items():
            yield file, self._code(file, [path for path in self._in_order() if self._reached_by[path] == reached])

    def file_of(self, path: str) -> str:
        """The file that brings a module; one of `vendor/` brings itself."""
        return self._files[self._reached_by[path]] if path in self._reached_by else path

    def needed_for(self, entries: list[str]) -> list[str]:
        """The files that these entries need."""
        reached = [path for entry in entries for path in _all_imports(self._modules, entry)]
        return list(dict.fromkeys(self.file_of(path) for path in reached))

    def _code(self, file: str, paths: list[str]) -> str:
        lines = self._imports(file, {one for path in paths for one in self._modules[path].imports})
        lines += [self._modules[path].scoped(self.file_of, file) for path in paths]
        last = paths[-1]
        if last not in self.entries:
            lines.append(f"export {{ {', '.join(map(name_of, paths))} }}\n")
        elif names := self._modules[last].exports:
            lines.append(f"export const {{ {', '.join(names)} }} = {name_of(last)}\n")
        return "".join(lines)

    def _imports(self, here: str, paths: set[str]) -> list[str]:
        brought: dict[str, list[str]] = {}
        for path in sorted(paths):
            brought.setdefault(self.file_of(path), []).append(path)
        return [self._import(here, file, paths) for file, paths in brought.items() if file != here]

    def _import(self, here: str, file: str, paths: list[str]) -> str:
        names = ", ".join(map(name_of, paths))
        what = f"{{ {names} }}" if paths[0] in self._modules else f"* as {names}"
        return f'import {what} from "{_from(here, file)}"\n'

    def _in_order(self) -> list[str]:
        """Each module after what it imports."""
        order = (path for entry in self.entries for path in _all_imports(self._modules, entry))
        return [path for path in dict.fromkeys(order) if path in self._modules]


def _families(modules: dict[str, Module]) -> list[list[str]]:
    imported = {path for module in modules.values() for path in module.imports}
    # A module of types only has nothing to run.
    entries = [path for path, module in modules.items() if path not in imported and module.body]
    later = {
        entry: {one for path in _all_imports(modules, entry) if path in modules for one in modules[path].later}
        for entry in entries
    }
    first = [entry for entry in entries if not any(entry in others for others in later.values())]
    return [_with_later(entry, later) for entry in first]


def _with_later(entry: str, later: dict[str, set[str]]) -> list[str]:
    family = [entry]
    for one in family:
        family.extend(sorted(later[one] - set(family)))
    return family


def _all_imports(modules: dict[str, Module], path: str) -> list[str]:
    """A module and all it needs, what is needed first coming first."""
    order: dict[str, None] = {}
    _visit(modules, path, order, ())
    return list(order)


def _visit(modules: dict[str, Module], path: str, order: dict[str, None], above: tuple[str, ...]) -> None:
    if path in above:
        raise ValueError(f"modules import each other: {' → '.join([*above, path])}")
    if path not in order:
        for needed in modules[path].imports if path in modules else ():
            _visit(modules, needed, order, (*above, path))
        order[path] = None


def name_of(path: str) -> str:
    """What a module is called in a joined file: `$js_room_acts`."""
    return "$" + re.sub(r"\W", "_", path.removesuffix(".js"))


def tightened(sheet: str) -> str:
    """A style sheet without its comments and indentation."""
    return re.sub(r"\s*\n\s*", "\n", re.sub(r"/\*.*?\*/", "", sheet, flags=re.DOTALL)).strip() + "\n"


def _from(here: str, there: str) -> str:
    path = relpath(there, dirname(here))
    return path if path.startswith(".") else f"./{path}"
