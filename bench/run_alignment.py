"""Who is who in two drafts: travaux and other tools on the same made-up treaty, of which the truth is known.

Run from the project's root: `python bench/run_alignment.py`, or with `--rivals PYTHON` an interpreter that has redlines, xmldiff and
python-redlines[docxodus]; what is not there is skipped and said so; so is a size that
would take too long. Writes one table into bench/README.md
and README.md, between its marks. x1, x4 and x16 are the sizes: 65, 260 and 1040 articles.
"""

import argparse
import json
import multiprocessing
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE / "alignment"))

from generator import make  # noqa: E402 - found in the folder beside this file
from peers import TOOLS  # noqa: E402
from scorer import score  # noqa: E402

from pipeline.align import align  # noqa: E402
from pipeline.changelog import read_draft  # noqa: E402
from pipeline.diff import diff  # noqa: E402

MARK = "<!-- alignment: written by bench/run_alignment.py -->"
SIZES, SEED, MORE_SEEDS = (1, 4, 16), 7, (7, 11, 12)
LIMIT = 40
"""Seconds of processor time; a larger size is not tried after a tenth of them."""
MACHINE = "two shared cores, Python 3.11; seconds of processor time, one run a cell"


def main() -> None:
    """Measures all, prints and writes the tables."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--rivals", default=sys.executable, help="the interpreter that has the other tools")
    rivals = options.parse_args().rivals
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        truths = {(size, seed): make(seed, size, folder / f"{size}-{seed}") for size in SIZES for seed in MORE_SEEDS}
        own = {key: _apart(folder / "{}-{}".format(*key), truth) for key, truth in truths.items()}
        rows = [_own_row({size: own[size, SEED] for size in SIZES})]
        rows += [_rival_row(tool, rivals, folder, {size: truths[size, SEED] for size in SIZES}) for tool in TOOLS]
    against = "\n".join(
        ["| tool | seconds x1 / x4 / x16 | right pairs, % | moved called removed | noise |", "|---|---|---|---|---|", *rows]
    )
    note = f"Seed {SEED}, {MACHINE}; what would take over {LIMIT} of them is not tried or stopped. Noise is words shown as changed over words changed; 1 is perfect."
    _write(HERE.parent / "README.md", f"{against}\n\n{note}")
    _write(HERE / "README.md", f"{against}\n\n{note}\n\n{_table_of(own)}")
    print(against, _table_of(own), sep="\n\n")


def _apart(folder: Path, truth: dict[str, object]) -> dict[str, object]:
    """The product in a process of its own, so that its memory is its own."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        result, seconds, memory = pool.apply(_own, (folder,))
    return {**score(truth, result), "seconds": seconds, "memory": memory}


def _own(folder: Path) -> tuple[dict[str, object], float, int]:
    """(What compare gives, seconds for alignment and redlines of the two read drafts, megabytes at most)."""
    before, after = read_draft(folder / "old.txt"), read_draft(folder / "new.txt")
    start = time.process_time()
    changes = diff(align(before, after))
    seconds = time.process_time() - start
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    result = {
        name: {"provisions": [{"eid": p.eid, "heading": p.heading, "text": p.text, "closing": p.closing} for p in draft.provisions]}
        for name, draft in (("before", before), ("after", after))
    }
    result["changes"] = [
        {"kinds": list(c.kinds), "before": c.before, "after": c.after, "redline": [[run.kind, run.text] for run in c.redline]}
        for c in changes
    ]
    return result, seconds, memory


def _own_row(found: dict[int, dict[str, object]]) -> str:
    cells = [" / ".join(f"{found[size]['seconds']:.2f}" for size in SIZES), " / ".join(f"{found[size]['right_pct']:.1f}" for size in SIZES)]
    cells += [
        " / ".join(str(found[size]["falsely_removed"]) for size in SIZES),
        " / ".join(f"{found[size]['noise']:.2f}" for size in SIZES),
    ]
    return f"| **travaux** | {' | '.join(cells)} |"


def _rival_row(tool: str, python: str, folder: Path, truths: dict[int, dict[str, object]]) -> str:
    """One tool on the three sizes; a size is not tried where the one before took too long."""
    cells: list[list[str]] = []
    for size in SIZES:
        answer = _asked(tool, python, folder / f"{size}-{SEED}")
        if isinstance(answer, str):
            cells.append([answer, "–", "–", "–"])
            break
        cells.append([f"{answer['seconds']:.2f}", *_scored(answer, truths[size])])
        if 10 * answer["seconds"] > LIMIT and size != SIZES[-1]:
            cells.append(["not tried", "–", "–", "–"])
            break
    return f"| {tool} | {' | '.join(' / '.join(column) for column in zip(*cells, strict=True))} |"


def _asked(tool: str, python: str, folder: Path) -> dict[str, object] | str:
    command = [python, str(HERE / "alignment" / "peers.py"), tool, str(folder), str(LIMIT)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode < 0:
        return f"over {LIMIT}"
    return json.loads(done.stdout) if done.returncode == 0 else f"skipped: {(done.stderr.strip().splitlines() or ['failed'])[-1][:60]}"


def _scored(answer: dict[str, object], truth: dict[str, object]) -> tuple[str, str, str]:
    """(Share of right pairs, moved clauses called removed, noise)."""
    pairs = [(pair["old"], pair["new"], pair["ops"]) for pair in truth["pairs"]]
    if "links" in answer:
        found = {tuple(link) for link in answer["links"]}
        moved = [(old, new) for old, new, ops in pairs if _moved(ops)]
        right = sum((old, new) in found for old, new, _ in pairs)
        return f"{100 * right / len(pairs):.1f}", f"{sum(pair not in found for pair in moved)}", "–"
    kept, noise = _kept(answer["runs"], truth)
    if kept is None:
        return "does not give back both texts", "–", "–"
    best = {old: max(held, key=lambda new: (held[new], new)) for old, held in kept.items()}
    lost = sum(best.get(old) != new for old, new, ops in pairs if _moved(ops))
    right = sum(best.get(old) == new for old, new, _ in pairs)
    return f"{100 * right / len(pairs):.1f}", str(lost), f"{noise / truth['stats']['substantive_words']:.2f}"


def _moved(ops: list[str]) -> bool:
    return bool({"article_moved", "para_moved", "swapped"} & set(ops))


def _kept(runs: list[list[str]], truth: dict[str, object]) -> tuple[dict[str, Counter[str]] | None, int]:
    """For each old clause in which new clause how many of its letters are kept, at least a third; and the words shown as changed."""
    sides = [[row["id"] for row in truth[name] for char in row["line"] if not char.isspace()] for name in ("old", "new")]
    lengths = Counter(sides[0])
    kept: dict[str, Counter[str]] = {}
    at = [0, 0]
    changed = {"delete": "", "insert": ""}
    for kind, text in runs:
        size = sum(not char.isspace() for char in text)
        if kind == "keep":
            for old, new in zip(sides[0][at[0] : at[0] + size], sides[1][at[1] : at[1] + size], strict=False):
                kept.setdefault(old, Counter())[new] += 1
        else:
            changed[kind] += f" {text}"
        at = [at[0] + size * (kind != "insert"), at[1] + size * (kind != "delete")]
    if at != [len(side) for side in sides]:
        return None, 0
    held = {old: Counter({new: count for new, count in row.items() if 3 * count >= lengths[old]}) for old, row in kept.items()}
    return {old: row for old, row in held.items() if row}, sum(len(text.split()) for text in changed.values())


def _table_of(own: dict[tuple[int, int], dict[str, object]]) -> str:
    """What travaux reaches over several seeds: the worst of them, for each size."""
    lines = [f"travaux over the seeds {', '.join(map(str, MORE_SEEDS))}: the worst of them, on average in brackets.", ""]
    lines += ["| | " + " | ".join(f"x{size}" for size in SIZES) + " |", "|---|" + "---|" * len(SIZES)]
    for name, key, lower in (
        ("right pairs, %", "right_pct", False),
        ("moved clauses paired, %", "moved_pct", False),
        ("moved clauses called removed", "falsely_removed", True),
        ("deleted called removed, %", "deleted_pct", False),
        ("inserted called added, %", "inserted_pct", False),
        ("noise", "noise", True),
        ("seconds", "seconds", True),
        ("megabytes", "memory", True),
    ):
        cells = []
        for size in SIZES:
            values = [own[size, seed][key] for seed in MORE_SEEDS]
            cells.append(f"{(max if lower else min)(values):.4g} ({sum(values) / len(values):.4g})")
        lines.append(f"| {name} | {' | '.join(cells)} |")
    amended = [" + ".join(str(own[size, seed]["xref_flagged"]) for seed in MORE_SEEDS) for size in SIZES]
    return "\n".join([*lines, f"| only a number changed, called amended, of all such | {' | '.join(amended)} |"])


def _write(path: Path, table: str) -> None:
    """Puts the table between its two marks."""
    before, _, rest = path.read_text(encoding="utf-8").partition(MARK)
    _, _, after = rest.partition(MARK)
    path.write_text(f"{before}{MARK}\n{table}\n{MARK}{after}", encoding="utf-8")


if __name__ == "__main__":
    main()
