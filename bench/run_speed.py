"""Speed of reading with structure, of start-up and of a build: `python bench/run_speed.py FILE...`; prints one Markdown table.

Pages are the PDF's own, or 350 words where a format has none. Each figure is the best of five runs: reading in seconds of one core's time, so that
other work on the machine does not count; the two commands by the clock.
"""

import subprocess
import sys
import tempfile
import time
from pathlib import Path

from pipeline.read import read
from pipeline.structure import structure

WORDS_A_PAGE = 350


def best(action, clock=time.process_time, runs=5):
    times = []
    for _ in range(runs):
        start = clock()
        action()
        times.append(clock() - start)
    return min(times)


def pages(path):
    source = read(path)
    paged = max(line.page for line in source.lines)
    return paged or sum(len(line.text.split()) for line in source.lines) / WORDS_A_PAGE


def main():
    print("| file | kB | pages | seconds | pages/s | MB/s |\n|---|---|---|---|---|---|")
    for path in map(Path, sys.argv[1:]):
        seconds, count, size = best(lambda path=path: structure(read(path))), pages(path), path.stat().st_size
        print(f"| {path.name} | {size // 1000} | {count:.0f} | {seconds:.3f} | {count / seconds:.0f} | {size / seconds / 1e6:.1f} |")
    command = [sys.executable, "-m", "pipeline.cli"]
    print(
        f"\n`travaux --help`: {best(lambda: subprocess.run([*command, '--help'], stdout=subprocess.DEVNULL, check=True), time.perf_counter):.2f} s"
    )
    with tempfile.TemporaryDirectory() as folder:
        build = [*command, "diff", "--quiet", "--output", f"{folder}/changelogs"]
        print(f"`travaux diff` of the bundled drafts: {best(lambda: subprocess.run(build, check=True), time.perf_counter):.2f} s")


if __name__ == "__main__":
    main()
