"""Our many small modules as the few files that a phone loads; each module stays whole and runs once, in its own scope.

Modules that are reached by the same entries are joined into one file, so that what two entries share is loaded and run once. An entry is a
module that no other one imports by a statement. What is in `vendor/` stays as it is.
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
        self.modules = {path: Module(path, source) for path, source in sources.items()}
        self._reached_by = self._reaches()
        groups = sorted({tuple(sorted(entries)) for entries in self._reached_by.values()})
        shared = [entries for entries in groups if len(entries) > 1]
        self._files = {entries: f"joined/shared-{shared.index(entries) + 1}.js" for entries in shared}
        self._files |= {(entry,): entry.replace("js/", "joined/", 1) for (entry,) in set(groups) - set(shared)}

    def files(self) -> Iterator[tuple[str, str]]:
        """Each joined file: its path and its code."""
        for entries, file in self._files.items():
            yield file, self._code(file, [path for path in self._in_order() if self._entries(path) == entries], entries)

    def file_of(self, path: str) -> str:
        """The file that brings a module; one of `vendor/` brings itself."""
        return self._files[self._entries(path)] if path in self._reached_by else path

    def needed_for(self, paths: list[str]) -> list[str]:
        """The files that these modules need, so that all can load at once."""
        reached = [one for path in paths for one in self._all_imports(path)]
        return list(dict.fromkeys(self.file_of(path) for path in reached))

    def _code(self, file: str, paths: list[str], entries: tuple[str, ...]) -> str:
        lines = self._imports(file, {one for path in paths for one in self.modules[path].imports})
        lines += [self.modules[path].scoped(self.file_of, file) for path in paths]
        if len(entries) > 1:
            lines.append(f"export {{ {', '.join(map(name_of, paths))} }}\n")
        elif names := self.modules[entries[0]].exports:
            lines.append(f"export const {{ {', '.join(names)} }} = {name_of(entries[0])}\n")
        return "".join(lines)

    def _imports(self, here: str, paths: set[str]) -> list[str]:
        brought: dict[str, list[str]] = {}
        for path in sorted(paths):
            brought.setdefault(self.file_of(path), []).append(path)
        return [self._import(here, file, paths) for file, paths in brought.items() if file != here]

    def _import(self, here: str, file: str, paths: list[str]) -> str:
        names = ", ".join(map(name_of, paths))
        what = f"{{ {names} }}" if paths[0] in self.modules else f"* as {names}"
        return f'import {what} from "{_from(here, file)}"\n'

    def _entries(self, path: str) -> tuple[str, ...]:
        return tuple(sorted(self._reached_by[path]))

    def _reaches(self) -> dict[str, set[str]]:
        imported = {path for module in self.modules.values() for path in module.imports}
        reached: dict[str, set[str]] = {}
        for entry, module in self.modules.items():
            if entry not in imported and module.body:  # a module of types only has nothing to run
                for path in self._all_imports(entry):
                    if path in self.modules:
                        reached.setdefault(path, set()).add(entry)
        return reached

    def _in_order(self) -> list[str]:
        """Each module after what it imports."""
        order: dict[str, None] = {}
        for path in self._reached_by:
            order |= dict.fromkeys(one for one in self._all_imports(path) if one in self.modules)
        return list(order)

    def _all_imports(self, path: str) -> list[str]:
        """A module and all it needs, what is needed first coming first."""
        order: dict[str, None] = {}
        self._visit(path, order, ())
        return list(order)

    def _visit(self, path: str, order: dict[str, None], above: tuple[str, ...]) -> None:
        if path in above:
            raise ValueError(f"modules import each other: {' → '.join([*above, path])}")
        if path not in order:
            for needed in self.modules[path].imports if path in self.modules else ():
                self._visit(needed, order, (*above, path))
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
