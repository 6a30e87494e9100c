"""Scores an alignment against the generator's truth.

A clause is found in a provision by its own words, in order, so any scheme of eIds will do.

right    share of the true pairs of clauses that some change holds on both sides
wrong    pairs asserted that the truth does not have
moved    of the clauses that really moved: share paired; falsely_removed: those called removed or added
xref     clauses in which nothing changed but the number of a cross-reference or a label, called amended
deleted, inserted   share of the true ones called removed and added
noise    (deleted + inserted words shown) / (words really changed); 1.0 is perfect
"""

import collections
import re


def norm(s):
    return re.sub(r"\W+", " ", s or "").strip().casefold()


def locate(clauses, provisions):
    """uid -> eid of the provision that holds the clause's words, walking both lists in order."""
    index = collections.defaultdict(list)
    for n, p in enumerate(provisions):
        for field in ("heading", "text", "closing"):
            if norm(p.get(field)):
                index[norm(p[field])].append((n, p["eid"]))
    out, last = {}, -1
    for c in clauses:
        hits = index.get(norm(c["text"]), [])
        ahead = [h for h in hits if h[0] >= last]
        if hits:
            n, eid = (ahead or hits)[0]
            hits.remove((n, eid))
            out[c["uid"]] = eid
            last = n if ahead else last
    return out


def words(text):
    return len((text or "").split())


def score(truth, result):
    old = locate(truth["old"], result["before"]["provisions"])
    new = locate(truth["new"], result["after"]["provisions"])
    asserted, kinds_old, kinds_new = set(), {}, {}
    shown = 0
    for ch in result["changes"]:
        asserted |= {(b, a) for b in ch["before"] for a in ch["after"]}
        for e in ch["before"]:
            kinds_old.setdefault(e, set()).update(ch["kinds"])
        for e in ch["after"]:
            kinds_new.setdefault(e, set()).update(ch["kinds"])
        shown += sum(words(t) for run, t in ch.get("redline") or [] if run in ("delete", "insert"))
    pairs = [(p, old.get(p["uid"]), new.get(p["uid"])) for p in truth["pairs"]]
    right = [(p, b, a) for p, b, a in pairs if b and a and (b, a) in asserted]
    true_eids = {(b, a) for _, b, a in pairs}
    merged_ok = {"split", "merged"}
    wrong = [
        (b, a)
        for ch in result["changes"]
        for b in ch["before"]
        for a in ch["after"]
        if (b, a) not in true_eids and not merged_ok & set(ch["kinds"])
    ]
    moved = [(p, b, a) for p, b, a in pairs if {"article_moved", "para_moved", "swapped"} & set(p["ops"])]
    falsely = [1 for p, b, a in moved if "removed" in kinds_old.get(b, ()) or "added" in kinds_new.get(a, ())]
    xref = [
        (p, b, a)
        for p, b, a in right
        if not p["edit_del"] + p["edit_ins"] and (p["xref"] or "relabelled" in p["ops"]) and "retargeted_ref" not in p["ops"]
    ]
    xref_flagged = [1 for p, b, a in xref if "amended" in kinds_old.get(b, ())]
    dele = [old.get(d["uid"]) for d in truth["deleted"]]
    ins = [new.get(i["uid"]) for i in truth["inserted"]]
    n = max(1, len(pairs))
    return {
        "right_pct": round(100 * len(right) / n, 2),
        "wrong": len(wrong),
        "clauses_not_found": len(truth["old"]) - len(old) + len(truth["new"]) - len(new),
        "moved_pct": round(100 * sum((b, a) in asserted for _, b, a in moved) / max(1, len(moved)), 2),
        "falsely_removed": len(falsely),
        "xref_flagged": f"{len(xref_flagged)}/{len(xref)}",
        "deleted_pct": round(100 * sum("removed" in kinds_old.get(e, ()) for e in dele) / max(1, len(dele)), 2),
        "inserted_pct": round(100 * sum("added" in kinds_new.get(e, ()) for e in ins) / max(1, len(ins)), 2),
        "noise": round(shown / max(1, truth["stats"]["substantive_words"]), 3),
    }
