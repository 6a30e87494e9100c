"""Other tools on the same pair of drafts: `python bench/alignment/peers.py TOOL FOLDER LIMIT` prints, as JSON, the seconds it took and what it found.

"runs" is the whole text as [keep|delete|insert, words]; "links" the pairs of eIds of a tool that matches elements; "moved" the words it shows
as moved. A tool that is not there fails with one line.
"""

import difflib
import json
import resource
import subprocess
import sys
import zipfile
from pathlib import Path

Runs = list[list[str]]


def clock() -> float:
    """Seconds of processor time so far, of programs called too."""
    own, called = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    return own.ru_utime + own.ru_stime + called.ru_utime + called.ru_stime


def git(folder):
    command = ["git", "diff", "--no-index", "--word-diff=porcelain", "-U1000000", "old.txt", "new.txt"]
    start = clock()
    out = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False).stdout
    seconds = clock() - start
    kinds = {" ": "keep", "-": "delete", "+": "insert"}
    lines = out[out.index("@@") :].split("\n")[1:]
    return seconds, [[kinds[line[0]], line[1:]] for line in lines if line[:1] in kinds]


def words_of(folder):
    return ((folder / f"{name}.txt").read_text(encoding="utf-8") for name in ("old", "new"))


def difflib_words(folder):
    old, new = (text.split() for text in words_of(folder))
    start = clock()
    codes = difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    seconds = clock() - start
    runs = []
    for code, a, b, c, d in codes:
        runs += [["keep", " ".join(old[a:b])]] if code == "equal" else [["delete", " ".join(old[a:b])], ["insert", " ".join(new[c:d])]]
    return seconds, runs


def redlines(folder):
    from redlines import Redlines

    old, new = words_of(folder)
    start = clock()
    changes = json.loads(Redlines(old, new).output_json())["changes"]
    seconds = clock() - start
    runs = []
    for change in changes:
        kind = {"equal": "keep", "delete": "delete", "insert": "insert"}.get(change["type"])
        if kind:
            runs.append([kind, change["text"]])
        else:
            runs += [["delete", change["source_text"]], ["insert", change["test_text"]]]
    return seconds, runs


def diff_match_patch(folder):
    from diff_match_patch import diff_match_patch as engine

    numbers: dict[str, str] = {}
    old, new = ("".join(numbers.setdefault(word, chr(0xE000 + len(numbers))) for word in text.split()) for text in words_of(folder))
    words = {letter: word for word, letter in numbers.items()}
    start = clock()
    tool = engine()
    tool.Diff_Timeout = 0
    found = tool.diff_main(old, new, checklines=False)
    seconds = clock() - start
    kinds = {-1: "delete", 0: "keep", 1: "insert"}
    return seconds, [[kinds[kind], " ".join(words[letter] for letter in letters)] for kind, letters in found]


def xmldiff(folder):
    from lxml import etree
    from xmldiff.diff import Differ

    trees = [etree.parse(folder / f"{name}.xml").getroot() for name in ("old", "new")]
    differ = Differ()
    start = clock()
    differ.set_trees(*trees)
    matches = list(differ.match())
    seconds = clock() - start
    return seconds, [[left.get("eId"), right.get("eId")] for left, right, *_ in matches if left.get("eId") and right.get("eId")]


def python_redlines(folder):
    import docx
    from python_redlines import DocxodusEngine

    for name, text in zip(("old", "new"), words_of(folder), strict=True):
        document = docx.Document()
        for line in text.splitlines():
            document.add_paragraph(line)
        document.save(folder / f"{name}.docx")
    engine = DocxodusEngine()
    start = clock()
    marked = engine.run_redline("A", folder / "old.docx", folder / "new.docx")[0]
    seconds = clock() - start
    (folder / "marked.docx").write_bytes(marked)
    return seconds, _runs_of(folder / "marked.docx")


def _runs_of(path: Path) -> Runs:
    from lxml import etree

    w = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    kinds = {f"{w}ins": "insert", f"{w}moveTo": "insert", f"{w}del": "delete", f"{w}moveFrom": "delete"}
    runs = []
    for paragraph in etree.fromstring(zipfile.ZipFile(path).read("word/document.xml")).iter(f"{w}p"):
        for element in paragraph.iter(f"{w}t", f"{w}delText"):
            kind = next((kinds[each.tag] for each in element.iterancestors() if each.tag in kinds), "keep")
            runs.append([kind, element.text or ""])
        runs.append(["keep", " "])
    return runs


TOOLS = {
    "git --word-diff": git,
    "difflib on words": difflib_words,
    "redlines": redlines,
    "diff-match-patch on words, whole text": diff_match_patch,
    "xmldiff": xmldiff,
    "python-redlines": python_redlines,
}


def main():
    name, folder, limit = sys.argv[1], Path(sys.argv[2]), int(sys.argv[3])
    resource.setrlimit(resource.RLIMIT_CPU, (limit, limit))
    seconds, found = TOOLS[name](folder)
    print(json.dumps({"seconds": seconds, "links" if name == "xmldiff" else "runs": found}))


if __name__ == "__main__":
    main()
