"""Builds over the site of a build before: only what changed is made, and the result is that of a clean build, whatever happens."""

import errno
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from repositories import draft

from pipeline import remembered
from pipeline.build import build
from pipeline.cache import cache_folder
from pipeline.errors import DraftsError, TravauxError
from pipeline.kept_pages import is_current, manifest
from pipeline.render.site import Look
from pipeline.stamp import inputs
from pipeline.swap import STAMP, alone, put_in_place

TEXTS = [
    "Each Party shall respect human rights.",
    "A search needs the prior authorisation of a court.",
    "The Parties meet once a year.",
    "Costs lie where they fall.",
]


@pytest.fixture
def place(tmp_path, monkeypatch):
    monkeypatch.setenv("TRAVAUX_CACHE", str(tmp_path / "cache"))
    for at in range(1, 5):
        write(tmp_path, f"draft_2023-0{at}-01.md", draft(*TEXTS[: at + 1]))
    write(tmp_path, "draft_2022-01-01.txt", draft(*TEXTS), treaty="other")
    return tmp_path


def write(place, name, text, treaty="t"):
    path = place / "drafts" / treaty / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


def made(place, name="site", **options):
    return build(place / "drafts", place / name, (), report=lambda _: None, **options)


def site(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def clean(place, monkeypatch, **options):
    """The site of a build that knows nothing of any before."""
    with monkeypatch.context() as fresh:
        fresh.setenv("TRAVAUX_CACHE", str(place / f"cache-{len(list(place.iterdir()))}"))
        name = f"clean-{len(list(place.iterdir()))}"
        made(place, name, **options)
    return site(place / name)


def files(folder):
    return {path.relative_to(folder).as_posix(): path.stat().st_ino for path in folder.rglob("*") if path.is_file()}


def replaced(place):
    write(place, "draft_2023-02-01.md", draft(TEXTS[0], "A search needs the authorisation of a court.", TEXTS[2]))


def deleted(place):
    (place / "drafts" / "t" / "draft_2023-02-01.md").unlink()


def treaty_deleted(place):
    (place / "drafts" / "other" / "draft_2022-01-01.txt").unlink()
    (place / "drafts" / "other").rmdir()


def added(place):
    write(place, "draft_2023-09-01.md", draft(*TEXTS, "A new article."))


def renamed(place):
    (place / "drafts" / "t" / "draft_2023-04-01.md").rename(place / "drafts" / "t" / "last_2023-04-02.md")


def ruled(place):
    write(place, "reviews.toml", "")
    write(place, "treaty.toml", 'title = "Another name"\nlanguage = "fr"\n')


@pytest.mark.parametrize("change", [replaced, deleted, treaty_deleted, added, renamed, ruled])
def test_a_build_over_another_is_a_clean_build_and_touches_only_what_differs(place, monkeypatch, change):
    made(place)
    old, before = site(place / "site"), files(place / "site")
    change(place)
    done = made(place)
    new, after = site(place / "site"), files(place / "site")
    assert new == clean(place, monkeypatch)
    assert {path for path in new if path in old and new[path] == old[path] and after[path] != before[path]} == set()
    differing = {path for path in new if new[path] != old.get(path)} - {STAMP}
    assert len(differing) <= done.made_again <= len(differing) + 2


def test_one_draft_replaced_makes_its_pairs_and_pages_only(place):
    made(place)
    replaced(place)
    before = {path: record.inputs for path, record in manifest(place / "site").pages.items()}
    made(place)
    again = {path for path, record in manifest(place / "site").pages.items() if record.inputs != before[path]}
    stem = "t/draft-2023-0"
    assert f"{stem}1-01--draft-2023-02-01.html" in again
    assert f"{stem}2-01--draft-2023-03-01.html" in again
    assert f"{stem}2-01.html" in again
    assert (
        not {f"{stem}3-01--draft-2023-04-01.html", f"{stem}4-01.html", "other/index.html", "method.html", f"{stem}1-01.art_1.html"} & again
    )


def test_nothing_is_compared_again_that_was_compared(place, monkeypatch):
    made(place)
    replaced(place)
    seen = []
    real = remembered.compare
    monkeypatch.setattr(
        remembered, "compare", lambda before, after, *rest: seen.append((before.symbol, after.symbol)) or real(before, after, *rest)
    )
    made(place)
    assert seen == [("draft 2023-01-01", "draft 2023-02-01"), ("draft 2023-02-01", "draft 2023-03-01")]


def test_a_page_changed_by_hand_or_lost_is_put_right(place):
    made(place)
    good = site(place / "site")
    digest = inputs(place / "drafts", (), (), ())
    (place / "site" / "index.html").write_text("vandal")
    made(place)
    assert site(place / "site") == good
    stamp = manifest(place / "site").inputs
    assert is_current(place / "site", stamp)
    assert not is_current(place / "site", digest)
    (place / "site" / "method.html").unlink()
    assert not is_current(place / "site", stamp)


def test_other_templates_make_every_page_anew(place, monkeypatch):
    made(place)
    look = place / "look"
    look.mkdir()
    (look / "interface.toml").write_text('[en]\ndisclaimer = "Ours."\n')
    done = made(place, look=Look(look))
    assert done.made_again == sum(path.endswith((".html", ".xml")) for path in site(place / "site"))
    assert site(place / "site") == clean(place, monkeypatch, look=Look(look))


@pytest.mark.parametrize("damage", ["STAMP", "not json", "cache"])
def test_damaged_records_do_no_harm(place, damage):
    made(place)
    good = site(place / "site")
    if damage == "cache":
        for at, path in enumerate(sorted(path for path in cache_folder().rglob("*") if path.is_file())):
            path.write_bytes(path.read_bytes()[: at % 50] if at % 2 else b"x" * 100)
    else:
        (place / "site" / STAMP).write_text("" if damage == "STAMP" else '{"inputs": 3}')
    made(place)
    assert site(place / "site") == good


def test_a_site_that_misses_a_treaty_is_never_current_and_whole_leaves_the_old_one(place):
    made(place)
    good = site(place / "site")
    write(place, "safeguards.toml", "[safeguards.x]\n", treaty="other")
    write(place, "draft_2022-06-01.txt", draft(*TEXTS[1:]), treaty="other")
    with pytest.raises(DraftsError, match="other"):
        made(place, whole=True)
    assert site(place / "site") == good
    assert made(place).failures
    assert manifest(place / "site").inputs == ""
    assert not is_current(place / "site", "")


def test_a_folder_that_is_no_site_of_ours_is_left_alone(place):
    (place / "site").mkdir()
    (place / "site" / "index.html").write_text("my own pages")
    with pytest.raises(TravauxError, match="holds files that are no changelogs"):
        made(place)
    assert site(place / "site") == {"index.html": b"my own pages"}


def killed_at(place, step):
    """Build in a process that is killed at the given step that touches the disk; False where it ended before."""
    child = os.fork()
    if child:
        return os.WIFSIGNALED(os.waitpid(child, 0)[1])
    count = 0

    def watch(event, arguments):
        nonlocal count
        if event in {"open", "os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.link", "os.chmod", "ctypes.dlsym"}:
            count += 1
            if count == step:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(watch)
    try:
        made(place)
    finally:
        os._exit(0)


def test_killed_anywhere_the_site_is_the_old_one_or_the_new_one(place, monkeypatch):
    made(place)
    old = site(place / "site")
    replaced(place)
    new = clean(place, monkeypatch)
    step, seen = 1, []
    while killed_at(place, step):
        now = site(place / "site")
        assert now in (old, new), step
        seen.append(now == new)
        step += 13
    assert set(seen) == {False, True}
    assert len(seen) > 15
    made(place)
    assert site(place / "site") == new
    assert [path.name for path in place.iterdir() if path.name.startswith(".")] == []


def test_killed_in_the_first_build_there_is_no_half_site(place):
    step = 1
    while killed_at(place, step):
        assert not (place / "site").exists() or (place / "site" / STAMP).exists()
        step += 61
    made(place)
    assert [path.name for path in place.iterdir() if path.name.startswith(".")] == []


def test_a_full_disk_is_told_and_leaves_the_site(place, monkeypatch):
    made(place)
    good = site(place / "site")
    replaced(place)
    real, count = Path.write_bytes, 0

    def write_bytes(path, content):
        nonlocal count
        count += 1
        if count > 2:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return real(path, content)

    with monkeypatch.context() as full:
        full.setattr(Path, "write_bytes", write_bytes)
        with pytest.raises(TravauxError, match=r"cannot be written \(No space left on device\); the site there is as it was"):
            made(place)
    assert site(place / "site") == good
    assert [path.name for path in place.iterdir() if path.name.startswith(".")] == []


def test_folders_of_others_beside_the_site_are_left_alone(place):
    for name in (".site-mine", ".site-new-mine", ".site-new-new-abcd1234", ".site-new-abcd1234"):
        (place / name).mkdir()
    made(place)
    assert sorted(path.name for path in place.iterdir() if path.name.startswith(".")) == [
        ".site-mine",
        ".site-new-mine",
        ".site-new-new-abcd1234",
    ]


def test_a_second_build_says_that_it_waits_and_leaves_no_lock(place):
    command = [sys.executable, "-m", "pipeline.cli", "diff", "--quiet", "--workers", "1", "--output", "site"]
    with alone(place / "site", print):
        second = subprocess.Popen(command, cwd=place, stderr=subprocess.PIPE, text=True)
        assert "another build is at work; waiting for it" in second.stderr.readline()
        assert second.poll() is None
    assert second.wait(60) == 0
    second.stderr.close()
    assert (place / "site" / "index.html").is_file()
    assert [path.name for path in place.iterdir() if path.name.startswith(".")] == []


def test_where_no_lock_can_be_there_is_a_clear_word(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(TravauxError, match="cannot be written"), alone(tmp_path / "file" / "site", print):
        pass


def test_a_site_behind_a_link_stays_behind_it(tmp_path):
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real")
    put_in_place({"index.html": b"1", STAMP: b""}, tmp_path / "link")
    put_in_place({"index.html": b"2", STAMP: b""}, tmp_path / "link")
    assert (tmp_path / "link").is_symlink()
    assert site(tmp_path / "real") == {"index.html": b"2", STAMP: b""}


def test_every_input_changes_the_digest(place):
    seen = {inputs(place / "drafts", (), (), ())}
    steps = [
        lambda: write(place, "draft_2023-01-01.md", draft(TEXTS[3])),
        lambda: write(place, "safeguards.toml", "# ours\n"),
        lambda: write(place, "reviews.toml", "# ours\n"),
        lambda: (place / "drafts" / "other").rename(place / "drafts" / "another"),
    ]
    for step in steps:
        step()
        seen.add(inputs(place / "drafts", (), (), ()))
    seen.add(inputs(place / "drafts", (), (), ("all",)))
    seen.add(inputs(place / "drafts", ("t",), (), ()))
    assert len(seen) == 7
