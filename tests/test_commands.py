"""Every command and option is explained, by --help and in docs/commands.md, with examples that can be typed as they stand."""

import re
import shlex
from importlib.metadata import version
from pathlib import Path

import click
import pytest
from click.shell_completion import BashComplete
from click.testing import CliRunner

from pipeline.cli import main

DOCS = (Path(__file__).parent.parent / "docs" / "commands.md").read_text(encoding="utf-8")


def commands(group=main, path=("travaux",)):
    """Every command by its words, groups too."""
    for name, command in sorted(group.commands.items()):
        words = (*path, name)
        yield words, command
        if isinstance(command, click.Group):
            yield from commands(command, words)


ALL = dict(commands())
TITLES = [" ".join(words) for words in ALL]


def section(title):
    """The lines of docs/commands.md under the heading, down to the next one."""
    match = re.search(rf"^#+ {re.escape(title)}\n(.*?)(?=^#|\Z)", DOCS, re.MULTILINE | re.DOTALL)
    assert match, f"docs/commands.md has no heading for {title}"
    return match[1]


def documented(text):
    """The options and arguments in the first column of a section's table."""
    cells = re.findall(r"^\| (`.*?`(?:, `.*?`)*) \|", text, re.MULTILINE)
    return {word.split()[0].split("\\|")[0] for cell in cells for word in re.findall(r"`(.*?)`", cell)}


def known(command):
    options = {parameter.opts[0] for parameter in command.params if isinstance(parameter, click.Option)}
    arguments = {
        parameter.make_metavar(click.Context(command)).strip("[].{}")
        for parameter in command.params
        if isinstance(parameter, click.Argument)
    }
    return options | {"SHELL" if "|" in name else name.replace("TREATY]", "TREATY") for name in arguments}


@pytest.mark.parametrize("words", ALL, ids=TITLES)
def test_the_documentation_has_every_option_and_no_other(words):
    assert documented(section(" ".join(words))) == known(ALL[words])


def test_the_documentation_has_no_other_command():
    assert sorted(re.findall(r"^#+ (travaux .*)$", DOCS, re.MULTILINE)) == sorted(TITLES)


@pytest.mark.parametrize("words", ALL, ids=TITLES)
def test_help_explains_every_option_and_gives_an_example(words):
    command = ALL[words]
    assert all(option.help for option in command.params if isinstance(option, click.Option))
    result = CliRunner().invoke(main, [*words[1:], "--help"])
    assert result.exit_code == 0
    assert f"Example: {words[0]} {words[1]}" in " ".join(result.output.split())


def examples():
    for command in ALL.values():
        said = " ".join((command.help or "").replace("\b", "").split()).partition("Example: ")[2]
        yield from re.split(r" (?=travaux )", said)
    yield from re.findall(r"^    (travaux .*)$", DOCS, re.MULTILINE)
    yield from re.findall(r"^    (travaux .*?)(?:  .*)?$", main.help.replace("\b", ""), re.MULTILINE)


@pytest.mark.parametrize("example", sorted(set(examples())))
def test_examples_can_be_typed_as_they_stand(example):
    words = shlex.split(re.split(r" (?:>>?|\|) ", example)[0])
    assert words[0] == "travaux"
    command, rest = main, words[1:]
    while isinstance(command, click.Group):
        command, rest = command.commands[rest[0]], rest[1:]
    command.make_context("travaux", rest)  # raises a usage error for an option or value that there is not


def test_the_version_is_the_packages():
    assert CliRunner().invoke(main, ["--version"]).output == f"travaux {version('travaux')}\n"


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_prints_a_script_for_the_shell(shell):
    result = CliRunner().invoke(main, ["completion", shell])
    assert result.exit_code == 0
    assert f"_TRAVAUX_COMPLETE={shell}_complete" in result.output
    assert CliRunner().invoke(main, ["completion", "tcl"]).exit_code == 2


def completed(*words):
    *before, last = words
    return [item.value for item in BashComplete(main, {}, "travaux", "_TRAVAUX_COMPLETE").get_completions(before, last)]


def test_treaties_commands_and_options_are_completed(tmp_path, monkeypatch):
    for name in ("drafts/water", "drafts/waste", "drafts/.hidden", "other/whales"):
        (tmp_path / name).mkdir(parents=True)
    monkeypatch.chdir(tmp_path)
    assert completed("c") == ["check", "compare", "completion"]
    for command in (["fetch"], ["check"], ["diff"], ["add", "file.pdf", "--treaty"]):
        assert completed(*command, "wa") == ["waste", "water"]
        assert completed(*command, "x") == []
    assert completed("fetch", "--drafts", "other", "w") == ["whales"]
    assert "--language" in completed("fetch", "--l")
    monkeypatch.chdir(tmp_path / "other")
    assert completed("fetch", "w") == []
