"""A check in the forms that people and forges read: text, JSON, SARIF 2.1.0 and JUnit."""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from urllib.parse import quote

import msgspec
import regex
from lxml import etree

from pipeline.checks import Check, Judged, Place, is_dismissed
from pipeline.model import Certainty, Finding
from pipeline.render.export import finding_json
from pipeline.render.plain import finding_lines

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_NOT_XML = regex.compile(r"[^\t\n\r\x20-\uD7FF\uE000-\uFFFD\U00010000-\U0010FFFF]")


def checks_text(checks: Sequence[Check]) -> str:
    """The findings that fail, each with its place; then how many others there are."""
    lines: list[str] = []
    for each in checks:
        failing = each.failing
        lines.append(f"{each.treaty}, {each.before} -> {each.after}: {_count(len(failing), 'finding')} to answer for")
        for judged in failing:
            head, *rest = finding_lines(judged.finding)
            lines += [f"{head}  {_shown(judged.place)}", *rest]
        dismissed = sum(is_dismissed(judged.finding) for judged in each.judged)
        others = len(each.judged) - len(failing) - dismissed
        lines += [f"  {_count(others, 'other finding')} not asked for, {dismissed} dismissed by reviewers"] if others or dismissed else []
    return "\n".join([*lines, ""])


def checks_json(checks: Iterable[Check]) -> bytes:
    """All findings: those of `compare --format json`, with `fails` and the place in the files on both sides."""
    whole = [
        {
            "treaty": each.treaty,
            "before": each.before,
            "after": each.after,
            "failing": len(each.failing),
            "findings": [
                {
                    "fails": judged.fails,
                    "places": {"before": _place_json(judged.before), "after": _place_json(judged.after)},
                    **msgspec.to_builtins(finding_json(judged.finding)),
                }
                for judged in each.judged
            ],
        }
        for each in checks
    ]
    return _json({"checks": whole})


def checks_sarif(checks: Iterable[Check], titles: Mapping[str, str]) -> bytes:
    """One run of SARIF 2.1.0; `titles` are the rules' by id. What fails is an error or, to review, a warning; all else a note."""
    judged = [(each, one) for each in checks for one in each.judged]
    rules = sorted({one.finding.rule for _, one in judged})
    run = {
        "tool": {
            "driver": {"name": "travaux", "rules": [{"id": rule, "shortDescription": {"text": titles.get(rule, rule)}} for rule in rules]}
        },
        "columnKind": "unicodeCodePoints",
        "results": [_result(each, one, rules) for each, one in judged],
    }
    return _json({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]})


def checks_junit(checks: Iterable[Check]) -> bytes:
    """One test suite a check and one test case a finding: failed, skipped where reviewers dismissed it, else passed."""
    root = etree.Element("testsuites", name="travaux")
    for each in checks:
        skipped = sum(is_dismissed(judged.finding) for judged in each.judged)
        counts = {"tests": len(each.judged), "failures": len(each.failing), "errors": 0, "skipped": skipped}
        suite = etree.SubElement(root, "testsuite", name=_xml(f"{each.treaty}: {each.before} -> {each.after}"))
        for key, count in counts.items():
            suite.set(key, str(count))
        for judged in each.judged:
            _case(suite, each, judged)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)


def _result(check: Check, judged: Judged, rules: list[str]) -> dict[str, Any]:
    finding = judged.finding
    level = "note" if not judged.fails else "error" if finding.certainty is Certainty.CERTAIN else "warning"
    result: dict[str, Any] = {
        "ruleId": finding.rule,
        "ruleIndex": rules.index(finding.rule),
        "level": level,
        "message": {"text": _told(check, finding)},
        "locations": [_location(judged.place)] if judged.place else [],
        "partialFingerprints": {"travaux/v1": finding.fingerprint},
        "properties": {
            "treaty": check.treaty,
            "safeguard": finding.safeguard,
            "effect": finding.effect.value,
            "basis": finding.basis.value,
            "certainty": finding.certainty.value,
            "weight": finding.weight,
        },
    }
    if judged.after and judged.before:
        result["relatedLocations"] = [{**_location(judged.before), "id": 0, "message": {"text": f"{check.before}, as it was"}}]
    if is_dismissed(finding) and finding.review:
        result["suppressions"] = [{"kind": "external", "status": "accepted", "justification": finding.review.reason}]
    return result


def _location(place: Place) -> dict[str, Any]:
    return {
        "physicalLocation": {
            "artifactLocation": {"uri": quote(place.file), "uriBaseId": "%SRCROOT%"},
            "region": {"startLine": max(place.line, 1)},  # forges ask for a line, also in a file that has none
        }
    }


def _case(suite: "etree._Element", check: Check, judged: Judged) -> None:
    finding = judged.finding
    side = finding.after or finding.before
    name = f"{side.citation if side else ''} {_title(finding)} [{finding.fingerprint}]".strip()
    case = etree.SubElement(suite, "testcase", classname=_xml(f"{check.treaty}.{finding.safeguard}"), name=_xml(name))
    if judged.place:
        case.set("file", _xml(judged.place.file))
        if judged.place.line:
            case.set("line", str(judged.place.line))
    if judged.fails:
        failure = etree.SubElement(case, "failure", message=_xml(_title(finding)), type=finding.rule)
        failure.text = _xml(_told(check, finding))
    elif is_dismissed(finding) and finding.review:
        etree.SubElement(case, "skipped", message=_xml(f"dismissed by {finding.review.by}: {finding.review.reason}"))


def _title(finding: Finding) -> str:
    review = ", to review" if finding.certainty is Certainty.TO_REVIEW else ""
    return f"{finding.safeguard.replace('-', ' ')} {finding.effect.value}{review}"


def _told(check: Check, finding: Finding) -> str:
    quotes = [
        f"{name}, {side.citation}: “{side.quote}”" for name, side in ((check.before, finding.before), (check.after, finding.after)) if side
    ]
    return "\n".join([f"{_title(finding)}. {finding.reason}", *quotes])


def _place_json(place: Place | None) -> dict[str, Any] | None:
    return {"file": place.file, "line": place.line, "page": place.page} if place else None


def _shown(place: Place | None) -> str:
    if place is None:
        return ""
    if place.page:
        return f"{place.file}, page {place.page}"
    return f"{place.file}:{place.line}" if place.line else place.file


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _xml(text: str) -> str:
    """The text without the characters that XML cannot hold."""
    return _NOT_XML.sub("", text)


def _json(value: dict[str, Any]) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=1).encode("utf-8") + b"\n"
