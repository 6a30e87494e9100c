"""The text of safeguards.toml -> tables of lines; every mistake is kept with file, line and key, and told at once."""

import tomllib
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from pipeline.assess.wording import Wording, group_of

_SECTIONS = {
    "same": str,
    "alike": str,
    "groups": str,
    "grammar": str,
    "ladder": str,
    "between_states": str,
    "safeguards": dict,
    "powers": dict,
    "rules": dict,
    "language": int,
}
_KEYS = {
    "safeguards": {
        "name",
        "context",
        "weight",
        "role",
        "source",
        "shows",
        "hints",
        "blank",
        "never",
        "denied",
        "core",
        "core_rule",
        "parts",
        "loosens",
        "less",
        "list",
        "more",
        "yields",
        "outside_exceptions",
        "off",
    },
    "powers": {"name", "shows", "never", "broadens", "off"},
    "rules": {
        "title",
        "source",
        "added",
        "removed",
        "strengthened",
        "weakened",
        "example",
        "near_miss",
        "example_drafts",
        "near_miss_drafts",
    },
}


@dataclass(slots=True)
class Mistakes:
    """What is wrong, each as "file, line: key: what"."""

    found: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Table:
    """The sections of one or several files, the later ones laid over the earlier."""

    texts: list[tuple[str, str]]
    rows: dict[str, dict[str, Any]]
    mistakes: Mistakes
    off: set[str] = field(default_factory=set)
    """Names that a later file switched off."""
    over: set[str] = field(default_factory=set)
    """Names of rows that a later file laid over."""

    @classmethod
    def read(cls, texts: list[tuple[str, str]], mistakes: Mistakes) -> "Table":
        """The tables of the files (name, content)."""
        table = cls(texts, {name: {} for name in _SECTIONS}, mistakes)
        for name, text in texts:
            try:
                table._lay_over(name, tomllib.loads(text))
            except tomllib.TOMLDecodeError as error:
                mistakes.found.append(f"{name}: {error}")
        return table

    def _lay_over(self, name: str, table: dict[str, Any]) -> None:
        for section, rows in table.items():
            if section not in _SECTIONS or not isinstance(rows, dict):
                self.complain(section, f"is none of the tables {', '.join(_SECTIONS)}", name)
                continue
            for key, row in rows.items():
                self._lay_row(name, section, key, row)

    def _lay_row(self, name: str, section: str, key: str, row: object) -> None:
        kind = _SECTIONS[section]
        if not isinstance(row, kind):
            what = {str: "must be a text, one wording a line", int: "must be a whole number"}.get(kind, "must be a table")
            self.complain(f"{section}.{key}", what, name)
            return
        known = self.rows[section].get(key)
        if not isinstance(row, dict):
            self.rows[section][key] = f"{known}\n{row}" if known and kind is str else row
            return
        for unknown in sorted(set(row) - _KEYS[section]):
            self.complain(f"{section}.{key}.{unknown}", f"is none of the keys {', '.join(sorted(_KEYS[section]))}", name)
        if name != self.texts[0][0]:
            self.over.add(key)
        if row.get("off"):
            self.rows[section].pop(key, None)
            self.off.add(key)
            return
        self.rows[section][key] = _joined(known or {}, row)

    def section(self, name: str) -> dict[str, Any]:
        """The rows of a section, in the order written."""
        return self.rows[name]

    def text(self, place: str, row: dict[str, Any], key: str) -> str:
        """The text under `key`, which must be there."""
        value = row.get(key)
        if not isinstance(value, str) or not value.strip():
            self.complain(f"{place}.{key}", "must be a text")
            return ""
        return value.strip()

    def rows_of_text(self, place: str, row: dict[str, Any], key: str) -> tuple[str, ...]:
        """The list of texts under `key`."""
        value = row.get(key, [])
        if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
            self.complain(f"{place}.{key}", "must be a list of texts")
            return ()
        return tuple(value)

    def reasons(self, place: str, effect: str, value: object) -> dict[str, str]:
        """The sentences of a rule for one effect: one text, or one for each of both, lost, gained, none."""
        if isinstance(value, str):
            return {"none": value}
        if not isinstance(value, dict) or "none" not in value or not set(value) <= {"both", "lost", "gained", "none"}:
            self.complain(f"{place}.{effect}", 'must be a text, or have texts for "none" and, as needed, "both", "lost" and "gained"')
            return {"none": ""}
        return {key: str(text) for key, text in value.items()}

    def names(self, row: dict[str, Any], key: str) -> tuple[str, ...]:
        """The names under `key`, written with commas between."""
        return tuple(each.strip() for each in str(row.get(key, "")).split(",") if each.strip())

    def lines(self, place: str, value: object) -> Iterator[str]:
        """The lines of a list of wordings, without remarks."""
        if not isinstance(value, str):
            self.complain(place, "must be a text, one wording a line")
            return
        for line in value.splitlines():
            if line.strip() and not line.lstrip().startswith("#"):
                yield line.strip()

    def wordings(self, place: str, value: object, parse: Callable[[str], Wording]) -> Iterator[Wording]:
        """The wordings on the lines of `value`."""
        for line in (each for row in self.lines(place, value) for each in row.split(" / ")):
            wording = self.wording(place, line, parse)
            if wording is not None:
                yield wording

    def wording(self, place: str, line: str, parse: Callable[[str], Wording]) -> Wording | None:
        """The wording that `line` writes; None where it is none."""
        try:
            wording = parse(line)
        except ValueError as error:
            self.complain(place, f"{line!r}: {error}", line=line)
            return None
        if "@" in line:
            unknown = [name for part in wording if (name := group_of(part)) and name not in self.rows["groups"]]
            if unknown:
                self.complain(place, f"{line!r}: there is no group {', '.join(unknown)}", line=line)
                return None
        return wording

    def meanings(self, section: str) -> dict[str, str]:
        """By word the one for which it stands; a word that stands for two is a mistake."""
        found: dict[str, str] = {}
        for key, lines in self.section(section).items():
            for word in (each for line in self.lines(f"{section}.{key}", lines) for each in line.split()):
                if found.setdefault(word, key) != key:
                    self.complain(f"{section}.{key}", f"{word!r} already stands for {found[word]!r}", line=word)
        return found

    def check_groups(self, groups: dict[str, tuple[Wording, ...]]) -> None:
        """Complain of groups that hold themselves."""
        for name in groups:
            if name in _inside(name, groups, frozenset()):
                self.complain(f"groups.{name}", "holds itself")

    def check_yields(self, safeguards: Collection[str]) -> None:
        """Complain of safeguards that yield to one that does not exist."""
        for key, row in self.rows["safeguards"].items():
            for other in self.names(row, "yields"):
                if other not in safeguards and other not in self.off:
                    self.complain(f"safeguards.{key}.yields", f"there is no safeguard {other!r}", line=other)
        for other in self.names(self.section("between_states"), "spares"):
            if other not in safeguards and other not in self.off:
                self.complain("between_states.spares", f"there is no safeguard {other!r}", line=other)

    def complain(self, key: str, what: str, name: str = "", line: str = "") -> None:
        """Note a mistake; its line is looked up in the file."""
        file, number = self._place(key, line, name)
        self.mistakes.found.append(f"{file}, line {number}: {key}: {what}")

    def _place(self, key: str, line: str, name: str) -> tuple[str, int]:
        """The file and line of a key "section.row.key", or of the wording `line` in it."""
        section, _, last = key.rpartition(".")
        last = last or key
        for file, text in reversed(self.texts):
            if name and file != name:
                continue
            rows = text.splitlines()
            header = next((at for at, row in enumerate(rows) if row.strip() in (f"[{key}]", f"[{section}]")), None)
            if header is not None:
                after = range(header + 1, len(rows))
                own = next((at for at in after if rows[at].split("=")[0].strip() == last), header)
                return file, 1 + (next((at for at in range(own, len(rows)) if line in rows[at]), own) if line else own)
        return name or self.texts[0][0], 1


def _joined(known: dict[str, Any], row: dict[str, Any]) -> dict[str, Any]:
    """A row with those of a later file: lists of wordings grow, the rest is replaced."""
    grows = {"shows", "hints", "blank", "never", "denied", "core", "parts", "loosens", "broadens"}
    return {**known, **{key: f"{known[key]}\n{value}" if key in grows and known.get(key) else value for key, value in row.items()}}


def _inside(name: str, groups: dict[str, tuple[Wording, ...]], seen: frozenset[str]) -> frozenset[str]:
    """The groups that `name` holds, at any depth."""
    held: Iterable[str] = (group_of(part) for wording in groups.get(name, ()) for part in wording)
    for each in held:
        if each and each not in seen:
            seen = _inside(each, groups, seen | {each})
    return seen
