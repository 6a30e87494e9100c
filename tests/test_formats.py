"""Law 7: the same text as plain text, Markdown, web page, Word, PDF and Akoma Ntoso gives the same provisions."""

import dataclasses

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from specimen.build import WRITERS
from specimen.drafts import ISSUES, resolve
from specimen.expected import rows
from specimen.master import parse_treaty

from pipeline.read import read_bytes
from pipeline.structure import structure

ISSUE = dataclasses.replace(ISSUES[0], symbol="A/TRIAL/7/Rev.2", title="Revised text", status="for the second session")
AGREED = "@ The Parties to this Convention,\nr Recalling the rule of law, and the trust that it needs,\ne Have agreed as follows:\n"

TREATIES = {
    "all levels": "% Convention on Bridges\n"
    + AGREED
    + "+ p1 Principles\n= c1 Aims\n# a1 Purpose\n- The purposes of this Convention are:\n"
    ".. to keep bridges safe;\n.. to open them to everyone who:\n... travels on foot; or\n... rides;\n.. to repair them.\n"
    "# a2 Use of terms\n. In this Convention a bridge is a way over water.\n. A ferry is no bridge, whatever the custom of the place.\n"
    "= c2 Duties\n# a3 Care\n. Each Party shall see to its bridges:\n.. in winter;\n.. in summer,\n< and shall tell the others what it has done.\n. It may ask for help.\n"
    "+ p2 Organs\n= c3 The Assembly\n# a4 Sessions\n. The Assembly shall meet every year.\n* annex Model of a report\n. A report shall state:\n.. the bridge;\n.. the fault.\n",
    "no chapters": "% Treaty on Wells\n"
    + AGREED
    + "# a1 Wells\n- Wells shall be open to all.\n# a2 Fees\n- No fee shall be asked for water.\n"
    "# a3 Measures that a Party may take\n. Each Party may close a well that is foul.\n. It shall open another.\n",
    "brackets": "% Agreement on Roads\n" + AGREED + "= c1 General provisions\n# a1 Repair\n. [Each Party shall repair its roads.]\n"
    ". Each Party [shall] [may] close a road in winter.\n. [A toll of [two] [three] coins may be asked.\n. It shall be the same for all.]\n"
    "# a2 Signs\n. The signs shall be:\n.. [large];\n.. [red] [green].\n. They shall be lit at night. [agreed ad referendum]\n",
    "options": "% Protocol on Lamps\n"
    + AGREED
    + "# a1 Light\n. Lamps shall be lit at dusk.\n.\no Each Party shall pay for its lamps.\no A fund shall pay for all lamps.\n"
    ". Lamps shall be put out at dawn.\n# a2 Oil\n. The oil shall be clean.\n",
    "footnotes": "% Charter of Mills\n"
    + AGREED
    + "= c1 Water\n# a1 Flow\n. The water{^In the sense of earlier treaties on rivers.} shall be shared by all mills.{^Two delegations kept their reservation.}\n"
    ". Its use shall be free.\n.. in spring;\n# a2 Wheels\n- Wheels shall turn from east to west.{^See the annex.}\n",
}


def issued(text, bis=()):
    treaty = parse_treaty(text)
    for top in treaty.tops:
        top.bis = top.uid in bis
    return resolve(ISSUE, treaty)


def wanted(draft):
    listed = rows(draft)
    at = {row.uid: place for place, row in enumerate(listed)}
    return [
        (row.level, row.label, row.heading.casefold(), row.text, row.closing, row.status, row.notes, at.get(row.parent)) for row in listed
    ]


def found(draft, suffix):
    read = structure(read_bytes(WRITERS[suffix](draft), f"draft{suffix}"))
    assert read.unplaced == ()
    assert read.title.casefold() == draft.treaty.title.casefold()
    at = {provision.eid: place for place, provision in enumerate(read.provisions)}
    return [
        (p.level, p.label, p.heading.casefold(), p.text, p.closing, p.status, tuple(note.text for note in p.notes), at.get(p.parent))
        for p in read.provisions
    ]


@pytest.mark.parametrize("suffix", WRITERS)
@pytest.mark.parametrize("name", TREATIES)
def test_the_same_text_gives_the_same_provisions(name, suffix):
    draft = issued(TREATIES[name])
    assert found(draft, suffix) == wanted(draft)


@pytest.mark.parametrize("suffix", WRITERS)
def test_inserted_articles_count_from_1_again(suffix):
    text = TREATIES["no chapters"] + "# a4 Depth\n. A well shall be deep.\n. It shall be round.\n# a5 Ropes\n. Ropes shall be strong.\n"
    draft = issued(text, bis=("a2", "a4"))
    assert found(draft, suffix) == wanted(draft)


WORDS = st.sampled_from(
    "party court review data person rights authority request law notice order measure safeguard evidence treaty".split()
)
BODY = st.lists(WORDS, min_size=3, max_size=40).map(" ".join)
NOTE = st.just("") | BODY.map(lambda body: f"{{^See {body}.}}")


@st.composite
def generated(draw):
    """The lines of a treaty of chapters, articles, paragraphs, points and sub-points, with brackets and footnotes; sentences differ by their numbers."""
    lines, count = ["% Convention on Trials", *AGREED.splitlines()], 0
    for chapter in range(draw(st.integers(0, 2))):
        lines.append(f"= c{chapter} Matters of {draw(WORDS)}")
        lines += _article(draw, count := count + 1)
        if draw(st.booleans()):
            lines += _article(draw, count := count + 1)
    lines += [] if count else _article(draw, 1)
    return "\n".join(lines) + "\n"


def _article(draw, number):
    lines = [f"# a{number} On {draw(WORDS)}"]
    if draw(st.booleans()):
        return [*lines, f"- The {draw(BODY)} shall be number {number}.{draw(NOTE)}"]
    for at in range(1, draw(st.integers(1, 3)) + 1):
        points = draw(st.integers(0, 3))
        lines.append(f". The {draw(BODY)} shall be {number} times {at}{':' if points > 1 else f'.{draw(NOTE)}'}")
        for point in range(points if points > 1 else 0):
            inner = draw(st.integers(0, 1)) * 2
            last = "." if point + 1 == points else ";"
            body = f"[{draw(BODY)}] [{draw(BODY)}]" if draw(st.booleans()) else f"the {draw(BODY)}"
            lines.append(f".. {body}{':' if inner else last}")
            lines += [f"... any {draw(BODY)};"] * (inner - 1) + [f"... some {draw(BODY)}{last}"] * bool(inner)
    return lines


@settings(deadline=None, max_examples=25, suppress_health_check=[HealthCheck.too_slow])
@given(generated())
def test_any_treaty_is_read_alike_in_all_formats(text):
    draft = issued(text)
    expected = wanted(draft)
    for suffix in WRITERS:
        assert found(draft, suffix) == expected, suffix


def test_akoma_ntoso_without_its_namespace_is_read():
    text = (
        "<akomaNtoso><act name='t'><body><article eId='art_1'><num>Article 1</num><heading>Aims</heading>"
        "<paragraph><content><p>Peace.</p></content></paragraph></article></body></act></akomaNtoso>"
    )
    read = structure(read_bytes(text.encode(), "a.xml"))
    assert [(p.level, p.heading, p.text) for p in read.provisions] == [("article", "Aims", ""), ("paragraph", "", "Peace.")]
