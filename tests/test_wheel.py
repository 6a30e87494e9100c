"""The built wheel works in a clean environment, from any folder: templates, rules and labels travel with it."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
TEXT = "Article 1\n\nOrders\n\n1. A court shall review each order.\n\nArticle 2\n\nScope\n\nThis Convention applies to all Parties.\n"


def run(*command, folder):
    done = subprocess.run([str(part) for part in command], cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def travaux(tmp_path_factory):
    """The command of a wheel installed into an environment of its own."""
    folder = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "build", "--wheel", "--outdir", folder / "dist", ROOT, folder=folder)
    run(sys.executable, "-m", "venv", folder / "env", folder=folder)
    wheel = next((folder / "dist").glob("travaux-*.whl"))
    run(folder / "env/bin/python", "-m", "pip", "install", "--quiet", "--disable-pip-version-check", wheel, folder=folder)
    return folder / "env/bin/travaux"


def test_the_wheel_builds_a_site_anywhere(travaux, tmp_path):
    treaty = tmp_path / "drafts" / "test"
    treaty.mkdir(parents=True)
    (treaty / "d_2023-01-01.txt").write_text(TEXT)
    (treaty / "d_2024-01-01.txt").write_text(TEXT.replace("shall review", "may review"))
    run(travaux, "diff", folder=tmp_path)
    assert (tmp_path / "changelogs/index.html").stat().st_size > 300
    assert (tmp_path / "changelogs/style.css").is_file()


def test_the_wheel_makes_a_repository(travaux, tmp_path):
    run(travaux, "init", tmp_path / "ours", folder=tmp_path)
    assert (tmp_path / "ours/.github/workflows/changelogs.yml").stat().st_size > 300
    assert (tmp_path / "ours/changelogs/index.html").is_file()


def test_its_commands_answer(travaux, tmp_path):
    assert run(travaux, "--version", folder=tmp_path).startswith("travaux ")
    assert "diff" in run(travaux, "--help", folder=tmp_path)
