"""Applies a list of edits to the master: one command a line, ``! command arguments``, then the lines of a block if it takes one."""

import copy
import re

from specimen.master import Node, Treaty, parse_block


def parse_commands(text: str) -> list[tuple[str, str, list[str]]]:
    """(command, arguments, block) in the order written; empty lines and lines that begin with ``%%`` are left out."""
    commands: list[tuple[str, str, list[str]]] = []
    for line in text.splitlines():
        if not line or line.startswith("%%"):
            continue
        if line.startswith("! "):
            name, _, rest = line[2:].partition(" ")
            commands.append((name, rest, []))
        else:
            commands[-1][2].append(line)
    return commands


def apply_edits(treaty: Treaty, text: str) -> Treaty:
    """A new treaty: the old one with the edits made, its splits and merges those of this step only."""
    after = Treaty(treaty.title, copy.deepcopy(treaty.tops))
    for name, rest, block in parse_commands(text):
        COMMANDS[name](after, rest, block)
    return after


def _add(treaty: Treaty, rest: str, block: list[str]) -> None:
    node, siblings, above = treaty.find(rest)
    fresh = parse_block(block, treaty.tops, above[-1] if above else None)
    at = siblings.index(node) + 1
    siblings[at:at] = fresh


def _add_bis(treaty: Treaty, rest: str, block: list[str]) -> None:
    _add(treaty, rest, block)
    treaty.find(block[0].split(" ")[1])[0].bis = True


def _into(treaty: Treaty, rest: str, block: list[str]) -> None:
    node = treaty.find(rest)[0]
    node.children += parse_block(block, treaty.tops, node)


def _sub(treaty: Treaty, rest: str, _block: list[str]) -> None:
    uid, _, change = rest.partition(" :: ")
    old, _, new = change.partition(" => ")
    node = treaty.find(uid)[0]
    if node.text.count(old) != 1:
        raise ValueError(f"{uid}: {old!r} stands {node.text.count(old)} times, not once, in {node.text!r}")
    node.text = re.sub(" {2,}", " ", node.text.replace(old, new)).strip()


def _text(treaty: Treaty, rest: str, block: list[str]) -> None:
    uid, _, new = (rest + " ").partition(" :: ")
    node = treaty.find(uid)[0]
    node.text = new.strip()
    node.children = [child for child in node.children if child.kind != "option"]
    node.children += parse_block(block, treaty.tops, node)


def _delete(treaty: Treaty, rest: str, _block: list[str]) -> None:
    node, siblings, _above = treaty.find(rest)
    siblings.remove(node)


def _move(treaty: Treaty, rest: str, _block: list[str]) -> None:
    uid, _, target = rest.partition(" after ")
    node, siblings, _above = treaty.find(uid)
    siblings.remove(node)
    anchor, others, _above = treaty.find(target)
    others.insert(others.index(anchor) + 1, node)


def _split(treaty: Treaty, rest: str, _block: list[str]) -> None:
    uid, at, new, heading = rest.split(" ", 3)
    node, siblings, _above = treaty.find(uid)
    cut = next(place for place, child in enumerate(node.children) if child.uid == at)
    part = Node(new, "article", heading=heading, children=node.children[cut:])
    node.children = node.children[:cut]
    siblings.insert(siblings.index(node) + 1, part)
    treaty.splits.append((uid, new))


def _merge(treaty: Treaty, rest: str, _block: list[str]) -> None:
    gone, _, into = rest.partition(" into ")
    node, siblings, _above = treaty.find(gone)
    target = treaty.find(into)[0]
    siblings.remove(node)
    for child in [*target.children, *node.children]:
        child.kind = "paragraph" if child.kind == "plain" else child.kind
    target.children += node.children
    treaty.merges.append((gone, into))


def _head(treaty: Treaty, rest: str, _block: list[str]) -> None:
    uid, _, heading = rest.partition(" :: ")
    treaty.find(uid)[0].heading = heading


def _sweep(treaty: Treaty, rest: str, _block: list[str]) -> None:
    old, _, new = (rest + " ").partition(" => ")
    new = new.strip()
    for node, _siblings, _above in treaty.walk():
        node.text = re.sub(" {2,}", " ", node.text.replace(old, new)).strip()
        node.heading = node.heading.replace(old, new)


def _status(treaty: Treaty, rest: str, _block: list[str]) -> None:
    for uid in rest.split(" "):
        treaty.find(uid)[0].text += " [agreed ad referendum]"


def _renumber(treaty: Treaty, _rest: str, _block: list[str]) -> None:
    for node in treaty.tops:
        node.bis = False


COMMANDS = {
    "add": _add,
    "bis": _add_bis,
    "into": _into,
    "sub": _sub,
    "text": _text,
    "delete": _delete,
    "move": _move,
    "split": _split,
    "merge": _merge,
    "head": _head,
    "sweep": _sweep,
    "status": _status,
    "renumber": _renumber,
}
