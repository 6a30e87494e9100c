"""Builds of eight drafts: cold, with nothing changed, with one draft replaced; and the life of a provision over many commits.

`python bench/run_build.py [COMMITS]` prints one Markdown table: seconds by the clock, and of processor time, all processes together. The drafts are made up by rule: 60 articles of 5 paragraphs, about 12,000 words.
"""

import os
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

SUBJECTS = (
    "Each Party|The requesting Party|The competent authorities|The Secretariat|The Conference of the Parties|A service provider".split("|")
)
VERBS = "shall adopt|shall maintain|may establish|shall publish|may transmit|shall preserve|shall review|may refuse|shall record".split("|")
THINGS = "registers of requests|stored data|written orders|annual reports|requests for assistance|training programmes|seized assets".split(
    "|"
)
WAYS = (
    "subject to the prior authorisation of a court|within thirty days of receipt|in accordance with its domestic law|"
    "with full respect for human rights|after hearing the person concerned|to the extent that its resources permit|"
    "for no longer than is necessary and proportionate|unless the Parties concerned decide otherwise"
).split("|")


def sentence(chance):
    ways = " and ".join(chance.sample(WAYS, 3))
    return f"{chance.choice(SUBJECTS)} {chance.choice(VERBS)} {chance.choice(THINGS)} and {chance.choice(THINGS)} {ways}."


def first_draft(chance, articles=60, paragraphs=5):
    return [[sentence(chance) for _ in range(paragraphs)] for _ in range(articles)]


def next_draft(draft, chance):
    changed = [list(paragraphs) for paragraphs in draft]
    for paragraphs in chance.sample(changed, max(len(changed) // 6, 1)):
        paragraphs[chance.randrange(len(paragraphs))] = sentence(chance)
    changed.insert(chance.randrange(len(changed)), [sentence(chance) for _ in range(3)])
    return changed


def printed(draft):
    lines = ["# Convention on Orders and Records", ""]
    for number, paragraphs in enumerate(draft, 1):
        lines += [f"## Article {number}", "", *(line for at, text in enumerate(paragraphs, 1) for line in (f"{at}. {text}", ""))]
    return "\n".join(lines)


def timed(command, **options):
    """(seconds by the clock, seconds of processor time)."""
    start, before = time.perf_counter(), os.times()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, **options)
    after = os.times()
    return time.perf_counter() - start, after[2] + after[3] - before[2] - before[3]


def builds(folder):
    """Seconds of a cold build, of one with nothing changed, of one with the fifth draft replaced, and of a clean build after that."""
    chance = random.Random(6)
    treaty = folder / "drafts" / "treaty"
    treaty.mkdir(parents=True)
    drafts = [first_draft(chance)]
    while len(drafts) < 8:
        drafts.append(next_draft(drafts[-1], chance))
    for at, draft in enumerate(drafts, 1):
        (treaty / f"draft_2023-0{at}-01.md").write_text(printed(draft))
    (treaty / "treaty.toml").write_text('title = "Convention on Orders and Records"\nlanguage = "en"\n')
    command = [sys.executable, "-m", "pipeline.cli", "diff", "--quiet"]
    options = {"cwd": folder, "env": {**os.environ, "TRAVAUX_CACHE": str(folder / "cache")}}
    yield "cold: 8 drafts, 7 changelogs", timed(command, **options)
    yield "nothing changed", min(timed(command, **options) for _ in range(5))
    (treaty / "draft_2023-05-01.md").write_text(printed(next_draft(drafts[4], chance)))
    yield "one draft of eight replaced", timed(command, **options)
    yield (
        "the same, with nothing kept",
        timed([*command, "--force"], **{**options, "env": {**os.environ, "TRAVAUX_CACHE": str(folder / "none")}}),
    )


def commits(folder, count):
    """A repository in which one file grows: of ten commits six amend a paragraph, three add one, one adds an article."""
    chance = random.Random(7)
    draft = first_draft(chance, 5, 3)
    subprocess.run(["git", "init", "--quiet", "--initial-branch", "main", folder], check=True)
    stream = []
    for at in range(count):
        home = chance.choice(draft)
        if at % 10 == 0:
            draft.append([sentence(chance)])
        elif at % 10 < 4:
            home.insert(chance.randrange(len(home) + 1), sentence(chance))
        else:
            home[chance.randrange(len(home))] = sentence(chance)
        text = printed(draft)
        who = f"A Delegate <d@example.org> {1_600_000_000 + at * 86_400} +0000"
        stream.append(f"commit refs/heads/main\nauthor {who}\ncommitter {who}\ndata {len(str(at)) + 8}\nreading {at}\n")
        stream.append(f"M 100644 inline drafts/treaty/treaty.md\ndata {len(text.encode())}\n{text}\n")
    settings = 'title = "T"\nlanguage = "en"\n[[draft]]\nfile = "treaty.md"\ngit = true\n'
    stream.append(f"M 100644 inline drafts/treaty/treaty.toml\ndata {len(settings)}\n{settings}\n")
    subprocess.run(["git", "fast-import", "--quiet"], cwd=folder, input="".join(stream).encode(), check=True)
    subprocess.run(["git", "reset", "--quiet", "--hard", "main"], cwd=folder, check=True)


def lives(folder, count):
    """Seconds of the life of a provision over `count` commits: the first time, again, of another one, and by word."""
    commits(folder, count)
    log = [sys.executable, "-m", "pipeline.cli", "log", "treaty"]
    options = {"cwd": folder, "env": {**os.environ, "TRAVAUX_CACHE": str(folder / "cache")}, "stderr": subprocess.DEVNULL}
    yield f"log over {count} commits, the first time", timed([*log, "art. 3(2)"], **options)
    yield "the same again", min(timed([*log, "art. 3(2)"], **options) for _ in range(3))
    yield "log of a whole article", timed([*log, "art. 5"], **options)
    yield "log of another provision by word", timed([*log, "art. 4(1)", "--blame"], **options)


def main():
    print("| what | seconds | processor |\n|---|---|---|")
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    for measure in (builds, lambda folder: lives(folder, count)):
        with tempfile.TemporaryDirectory() as folder:
            for what, (seconds, processor) in measure(Path(folder)):
                print(f"| {what} | {seconds:.2f} | {processor:.2f} |", flush=True)


if __name__ == "__main__":
    main()
