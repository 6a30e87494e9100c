"""Who is who in two drafts of the specimen, told by the uids of the master: what an alignment must find."""

from specimen.drafts import Draft
from specimen.expected import Row, rows

Link = tuple[str | None, str | None]


def article_links(before: Draft, after: Draft) -> set[Link]:
    """(label before, label after) of every article, and of the annex, that stayed, was split or was merged; None where there is no counterpart."""
    old, new = _articles(before), _articles(after)
    uids = {(uid, uid) for uid in old if uid in new} | {*after.treaty.splits, *after.treaty.merges}
    links: set[Link] = {(old[one], new[other]) for one, other in uids if one in old and other in new}
    linked_old, linked_new = {one for one, _ in links}, {other for _, other in links}
    links |= {(label, None) for label in old.values() if label not in linked_old}
    return links | {(None, label) for label in new.values() if label not in linked_new}


def _articles(draft: Draft) -> dict[str, str]:
    return {line.uid: line.label if line.kind == "article" else "annex" for line in draft.lines if line.kind in ("article", "annex")}


def clause_links(before: Draft, after: Draft) -> set[tuple[int, int]]:
    """Places, in the two lists of rows, of every provision below an article, annex or preamble that stands in both drafts."""
    new = {row.uid: at for at, row in enumerate(rows(after))}
    return {(at, new[row.uid]) for at, row in enumerate(rows(before)) if row.uid in new and is_clause(row)}


def is_clause(row: Row) -> bool:
    """Whether the provision is a recital, a paragraph or a point: an option is one of several texts for a place, and no place itself."""
    return row.level in ("recital", "paragraph", "subparagraph")
