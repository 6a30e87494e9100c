"""The conventions of real drafts, by their numbers in docs/conventions.md: a small text of our own for each, and what must come out of it."""

import pytest

from pipeline.model import Level
from pipeline.read import read_bytes
from pipeline.structure import structure

PRE = "The Parties to this Treaty,\n\nMindful of the rights of all,\n\nHave agreed as follows:\n\n"
ONE = "Article 1\n\nScope\n\n1. Each Party shall act in good faith.\n\n2. It may report to the others.\n\n"
LAST = "Article 9\n\nFees\n\n1. No fee shall be asked.\n\n2. Costs lie with the Party.\n\n"


def draft(text, name="draft.txt"):
    return structure(read_bytes(text.encode(), name))


def shape(text, name="draft.txt"):
    """Each provision as its citation, its heading and the first words of its text."""
    return [f"{p.citation} | {p.heading} | {p.text}".rstrip(" |") for p in draft(text, name).provisions]


def articles(text, name="draft.txt"):
    return [(p.label, p.heading) for p in draft(text, name).provisions if p.level is Level.ARTICLE]


def between(middle):
    """A treaty of an article 1, what is tried, and an article 9."""
    return f"{PRE}{ONE}{middle}\n\n{LAST}"


HEADINGS = [  # conventions 1, 2, 3, 4, 5, 10
    ("Article 2\n\nDuty of care", "2", "Duty of care"),
    ("Article 2\n\nDuty of care for wells, springs and brooks in times of drought and\nflood", "2", "Duty of care for wells, springs and brooks in times of drought and flood"),
    ("Article 2 (DUTY OF CARE)", "2", "DUTY OF CARE"),
    ("Article 2. Duty of care", "2", "Duty of care"),
    ("Article 2: Duty of care: general rules", "2", "Duty of care: general rules"),
    ("Article 2 - Duty of care", "2", "Duty of care"),
    ("Article 2 – Duty of care", "2", "Duty of care"),
    ("ARTICLE 2\nDUTY OF CARE", "2", "DUTY OF CARE"),
    ("[ARTICLE 2bis\n\nDUTY OF CARE", "2bis", "[DUTY OF CARE"),
    ("[Article 2 (duty of care)", "2", "[duty of care"),
    ("Article II\n\nDuty of care", "II", "Duty of care"),
    ("ARTICLE XII", "XII", ""),
    ("Art. 2\n\nDuty of care", "2", "Duty of care"),
    ("Article 1.2\n\nDuty of care", "1.2", "Duty of care"),
    ("Article 2 bis\n\nDuty of care", "2 bis", "Duty of care"),
    ("Article 2quater\n\nDuty of care", "2quater", "Duty of care"),
    ("[Article 2. Duty of care]", "2", "[Duty of care]"),
    ("ARTICLE [2 bis]\n[DUTY OF CARE]", "2 bis", "[DUTY OF CARE]"),
    ("Article 2 ter\n\n(entryinto force of dut ies)", "2 ter", "entryinto force of dut ies"),
]  # fmt: skip


@pytest.mark.parametrize(("head", "label", "heading"), HEADINGS)
def test_1_to_5_headings_of_articles(head, label, heading):
    assert articles(between(f"{head}\n\n1. Some text.\n\n2. More text.")) == [("1", "Scope"), (label, heading), ("9", "Fees")]


@pytest.mark.parametrize("word", ["Rule", "Regulation", "Principle", "Clause", "Guideline"])
def test_2_rules_stand_in_the_place_of_articles(word):
    text = f"{PRE}{word} 1\n\nCare\n\n1. Text.\n\n{word} 2. Fees\n\n1. None.\n"
    assert articles(text) == [("1", "Care"), ("2", "Fees")]
    assert draft(text).provisions[2].citation == f"{word.lower()} 1"
    assert articles(between(f"{word} 5 shall apply.")) == [("1", "Scope"), ("9", "Fees")]


NUMBERS = [  # convention 6, and 4 for inserted numbers
    ("1. One:\n\n(a) a;\n\n(i) i;\n\n(ii) ii;\n\n(b) b.\n\n2. Two.", ["1.", "(a)", "(i)", "(ii)", "(b)", "2."]),
    ("(1) One:\n\n(a) a:\n\n(i) i:\n\n(A) A;\n\n(B) B:\n\n(1) x;\n\n(2) y;\n\n(b) b.\n\n(2) Two.", ["(1)", "(a)", "(i)", "(A)", "(B)", "(1)", "(2)", "(b)", "(2)"]),
    ("1) One:\n\na) a;\n\nb) b.\n\n2) Two.", ["1)", "a)", "b)", "2)"]),
    ("§ 1 One.\n\n§ 2. Two.", ["§ 1", "§ 2."]),
    ("1° One.\n\n2° Two.", ["1°", "2°"]),
    ("1.\n\nOne.\n\n2.\n\nTwo.", ["1.", "2."]),
    ("2.1 One:\n\n(a) a.\n\n2.2 Two.\n\n2.2bis More.", ["2.1", "(a)", "2.2", "2.2bis"]),
    ("1. One:\n\n1.1 Deep.\n\n1.2 Deeper.\n\n2. Two.", ["1.", "1.1", "1.2", "2."]),
    ("1 . One:\n\n( a ) a;\n\n( b ) b.", ["1 .", "( a )", "( b )"]),
    ("1. One.\n\n1bis. More.\n\n1.ter Yet more.\n\n2. Two.\n\n(2quater) End.", ["1.", "1bis.", "1.ter", "2.", "(2quater)"]),
    ("1. One.\n\n1 alt. Other.\n\n2. Two.", ["1.", "1 alt.", "2."]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "labels"), NUMBERS)
def test_6_numbers_of_paragraphs_and_points(text, labels):
    found = draft(between(f"Article 2\n\nCare\n\n{text}"))
    assert [p.label for p in found.provisions if p.eid.startswith("art_2__")] == [label.strip() for label in labels]
    assert found.unplaced == ()


UNMARKED = """Article 2 – Care

1     Each Party shall adopt such measures as may be necessary to forbid
a fire near wells and any other act that is
a danger to them, if it:

a     is done at night;

b     does harm to:
      i     persons; or
      ii    beasts.

2     Paragraph 1 applies to rivers.

Article 3 – Fees

1     No fee shall be asked.

2     Costs lie with the Party.
"""


def test_6_numbers_without_a_dot_as_the_council_of_europe_prints_them():
    found = draft(PRE + UNMARKED)
    assert [p.label for p in found.provisions if p.level in (Level.PARAGRAPH, Level.SUBPARAGRAPH)] == [
        "1",
        "a",
        "b",
        "i",
        "ii",
        "2",
        "1",
        "2",
    ]
    assert "any other act that is a danger to them" in found.provisions[3].text


def test_7_brackets_around_labels():
    found = draft(between("[Article 2\n\nCare\n\n[1. Text:\n\n[(a) a;]\n\n[b.] b.]]"))
    assert [(p.label, p.text) for p in found.provisions if p.eid.startswith("art_2__")][:2] == [("1.", "[Text:"), ("(a)", "[a;]")]


def test_8_and_9_options_at_three_levels():
    text = between(
        "Article 2\n\nCare\n\n1. Option A: Each Party shall act.\n\nOption B: No text.\n\n2. It shall:\n\n(a) Option 1: pay;\n\nOption 2: not pay;\n\n"
        "(b) report by:\n\nOption (a): post;\n\nOption (b): wire;\n\n(c) stop."
    )
    assert [p.eid.removeprefix("art_2__") for p in draft(text).provisions if p.eid.startswith("art_2__")] == [
        "para_1", "para_1__opt_A", "para_1__opt_B", "para_2", "para_2__list_1__point_a", "para_2__list_1__point_a__opt_1", "para_2__list_1__point_a__opt_2",
        "para_2__list_1__point_b", "para_2__list_1__point_b__opt_a", "para_2__list_1__point_b__opt_b", "para_2__list_1__point_c",
    ]  # fmt: skip
    grouped = draft(
        "OPTION I\n\nArticle 1\n\nCare\n\n1. Option A: One.\n\nOption B: No text.\n\nOPTION II\n\nNo text.\n\nArticle 2\n\nFees\n\n1. None.\n"
    )
    assert [(p.eid, p.parent) for p in grouped.provisions if p.level is Level.OPTION] == [
        ("opt_I", None), ("art_1__para_1__opt_A", "art_1__para_1"), ("art_1__para_1__opt_B", "art_1__para_1"), ("opt_II", None),
    ]  # fmt: skip


def test_8_operative_paragraphs_with_alternatives():
    text = "Part II\n\n1. Plastic\n\nOP1. One.\n\nOP1 Alt. No text.\n\nOP2 bis. More.\n\nOP2 Alt 1. Other.\n\nOP1 bis Alt Yet other.\n"
    assert [p.label for p in draft(text).provisions] == ["II", "1.", "OP1", "OP1 Alt", "OP2 bis", "OP2 Alt 1", "OP1 bis Alt"]


DIVISIONS = [  # convention 10
    ("PART I\n\nGeneral\n\n", "art. 1", "part I"),
    ("Part One\n\nGeneral\n\n", "art. 1", "part One"),
    ("CHAPTER  I\n\nGeneral\n\n", "art. 1", "chapter I"),
    ("Chapter I. General\n\n", "art. 1", "chapter I"),
    ("Section: B — General\n\n", "art. 1", "section B"),
]


@pytest.mark.parametrize(("division", "article", "above"), DIVISIONS)
def test_10_divisions(division, article, above):
    by = {p.eid: p for p in draft(f"{PRE}{division}{ONE}{LAST}").provisions}
    found = next(p for p in by.values() if p.level is Level.ARTICLE)
    assert (found.citation, by[found.parent].citation, by[found.parent].heading) == (article, above, "General")


def test_10_titles_may_stand_within_sections():
    text = (
        f"{PRE}Chapter I – Measures\n\nSection 1 – Law\n\nTitle 1 – Harm\n\n{ONE}Title 2 – Fees\n\n{LAST}Section 2 – Procedure\n\nTitle 1 – Courts\n\n"
        "Article 10 – Judges\n\n1. One.\n\nChapter II – End\n\nArticle 11 – Signature\n\n1. One.\n"
    )
    parents = {p.eid: p.parent for p in draft(text).provisions if p.level in (Level.CHAPTER, Level.SECTION, Level.PART)}
    assert list(parents.values()) == [None, "chp_I", "chp_I__sec_1", "chp_I__sec_1", "chp_I", "chp_I__sec_2", None]


@pytest.mark.parametrize(
    ("heading", "label", "title"),
    [("II. OBLIGATIONS", "II.", "OBLIGATIONS"), ("A. Courts", "A.", "Courts"), ("GENERAL PROVISIONS", "", "GENERAL PROVISIONS")],
)
def test_10_headings_over_articles_without_a_levels_name(heading, label, title):
    found = draft(between(heading))
    assert [(p.label, p.heading) for p in found.provisions if p.level is Level.SECTION] == [(label, title)]
    assert [p.parent for p in found.provisions if p.eid == "art_9"] == [next(p.eid for p in found.provisions if p.level is Level.SECTION)]


@pytest.mark.parametrize("text", ["[No text]", "The end of a sentence.", "more of the paragraph above", "{A NOTE}"])
def test_10_other_lines_above_an_article_are_no_headings(text):
    assert not [p for p in draft(between(text)).provisions if p.level is Level.SECTION]


def test_11_a_missing_number_is_no_error():
    assert [label for label, _ in articles(between("Article 7\n\nCare\n\n2. Text.\n\n4. More."))] == ["1", "7", "9"]


PREAMBLES = [  # convention 12
    ("PREAMBLE\n\nPp1\n\nThe Parties,\n\nPp2\n\nRecalling the law,\n\n", ["Pp1", "Pp2"]),
    ("(1) Bearing in mind the law,\n\n(2) Noting wells,\n\n", ["(1)", "(2)"]),
    ("The Parties to the Agreement,\n\n1. Recognizing the law,\n\n2. Noting wells,\n\nHave agreed as follows:\n\n", ["1.", "2."]),
    ("THE CONTRACTING STATES\n\nCONSIDERING that wells are dear;\n\nRECOGNIZING the law;\n\nHAVE AGREED as follows:\n\n", ["", ""]),
    ("PREAMBLE\n\nThe Parties,\n\nConsidering the law,\n\nAgree upon the following articles:\n\n", [""]),
    ("[The Parties to this Treaty,\n\n[Recalling the law,]\n\nNoting wells,]\n\n", ["", ""]),
    ("PREAMBLE The Parties to this Treaty, Recalling the law and the needs of all, Noting that wells are dear, Have agreed as follows:\n\n", ["", ""]),
]  # fmt: skip


@pytest.mark.parametrize(("preamble", "labels"), PREAMBLES)
def test_12_preambles(preamble, labels):
    found = draft(f"{preamble}{ONE}{LAST}")
    assert found.provisions[0].level is Level.PREAMBLE
    assert [p.label for p in found.provisions if p.level is Level.RECITAL] == labels
    assert found.front == ()


def test_12_a_whole_preamble_in_one_line():
    recitals = ["Recalling the rule of law,", "Mindful of those who walk for water,", "Noting that wells are dear,"] * 3
    found = draft(f"The States Parties to this Treaty, {' '.join(recitals)} Have agreed as follows:\n\n{ONE}{LAST}")
    assert [p.text for p in found.provisions if p.level is Level.RECITAL] == recitals
    assert found.provisions[0].closing == "Have agreed as follows:"


def test_13_curly_sub_headings_are_headings():
    found = draft("Article 3\n\n(Care)\n\n1. One.\n\n{Single efforts}\n\n2. Two.\n")
    assert [(p.label, p.heading, p.text) for p in found.provisions] == [
        ("3", "Care", ""),
        ("1.", "", "One."),
        ("2.", "Single efforts", "Two."),
    ]


DEFINITIONS = [  # convention 14
    ("For the purposes of this Treaty:\n\n“Well” means a hole;\n\n“Fee” means a sum;\n\n“Party” means a State.", 3),
    ("“Well” means a hole.\n\n“Fee” means a sum.\n\n“Party” means a State.", 3),
    ("For the purposes of this Treaty:\n\n(a) “Well” means a hole;\n\n(b) “Fee” means a sum.", 2),
    ("3. “Well” means a hole.\n\n5. “Fee” means a sum.\n\n[6. “Party” means a State.]", 3),
]


@pytest.mark.parametrize(("text", "count"), DEFINITIONS)
def test_14_definitions(text, count):
    found = draft(between(f"Article 2\n\nUse of terms\n\n{text}"))
    assert sum("means" in p.text for p in found.provisions if p.eid.startswith("art_2__")) == count
    assert found.unplaced == ()


def test_15_annexes_with_articles_and_paragraphs_of_their_own():
    text = f"{PRE}{ONE}ANNEX I\n\nForms\n\n{ONE}ANNEX II\n\nArbitration\n\n1. A court shall sit.\n\nAppendix A to Annex II\n\n(a) One court;\n\n(b) Two.\n\nAnnex [X]\n\nLists\n\n1. One.\n"
    assert [p.eid for p in draft(text).provisions if p.level in (Level.ARTICLE, Level.ANNEX)] == [
        "art_1",
        "annex_I",
        "annex_I__art_1",
        "annex_II",
        "annex_A",
        "annex_X",
    ]


def test_15_a_protocol_after_the_signatures_stands_as_an_annex():
    text = f"Treaty on Wells\n\n{PRE}{ONE}{LAST}DONE at Town, this third day of May.\n\nFor Aland:\n\nPROTOCOL ON ARBITRATION\n\n{PRE}{ONE}DONE at Town.\n"
    found = draft(text)
    assert [(p.eid, p.heading) for p in found.provisions if p.level in (Level.ANNEX, Level.PREAMBLE)] == [
        ("preamble", ""), ("annex", "PROTOCOL ON ARBITRATION"), ("annex__preamble", ""),
    ]  # fmt: skip
    assert found.back == ("DONE at Town, this third day of May.", "For Aland:", "DONE at Town.")


NOTES = [
    "Note by the Chair\n\n1. This note explains.\n\n2. Article 3 was new.\n\n(a) First;\n\n(b) Second.\n\nAnnex*\n\nTreaty on Wells\n\n"
]
NOTES += [
    (
        "The General Assembly,\n\nRecalling its resolution 74/247 of 2019,\n\n1. Adopts the Treaty on Wells, annexed to this resolution;\n\n2. Requests a report.\n\n"
        "55th plenary meeting\n\nAnnex\n\nTreaty on Wells\n\n"
    )
]


@pytest.mark.parametrize("note", NOTES)
@pytest.mark.parametrize("preamble", [PRE, f"Preamble\n\n{PRE}", ""])
def test_15_a_treaty_in_the_annex_of_a_note_or_a_resolution(note, preamble):
    found = draft(f"{note}{preamble}{ONE}{LAST}")
    assert [p.eid for p in found.provisions if p.level is Level.ARTICLE] == ["art_1", "art_9"]
    assert [p.eid for p in found.provisions if p.level is Level.PREAMBLE] == ["preamble"] * bool(preamble)
    assert found.title == "Treaty on Wells"
    assert len(found.front) > 5


BRACKETS = [  # conventions 16, 17, 18, 19, 21
    "[[in pursuing [a well [of stone]] ...] [or none]] at all.",
    "Each Party [shall][should][other] act [by 20XX].",
    "[x]40-[y]70% of Annex [X] by [X date].",
    "bracketed by 2050] with no opener.",
    "A governing body* shall [act [now].",
]


@pytest.mark.parametrize("text", BRACKETS)
def test_16_to_19_and_21_brackets_and_stars_stay_in_the_text(text):
    found = draft(between(f"Article 2\n\nCare\n\n1. {text}\n\n2. More."))
    assert next(p.text for p in found.provisions if p.eid == "art_2__para_1") == text


@pytest.mark.parametrize("status", ["agreed ad referendum", "agreed", "provisionally agreed"])
def test_20_status_marks(status):
    found = draft(between(f"Article 2\n\nCare\n\n1. Each Party shall act. [{status}]\n\n2. More."))
    assert [(p.text, p.status) for p in found.provisions if p.eid == "art_2__para_1"] == [("Each Party shall act.", (status,))]


def test_22_attributions_to_states_stay_as_text():
    found = draft(between("Article 2\n\nCare\n\n1. Each Party shall act.\n\nKenya\n\n2. Each Party should act."))
    assert "Kenya" in " ".join(p.text + p.heading for p in found.provisions)


FURNITURE = [  # conventions 25, 26
    "United Nations", "A/AC.296/2026/9", "General Assembly", "Distr.: General", "Original: English", "26-06383 (E)  180626", "*2212993*", "2/81    26-06383",
    "26-06383    3/81", "3 of 54", "Page 2", "/...", "V.23-12345 (E)", "K2400223[E]  180124", "EN", "- 12 -",
]  # fmt: skip


@pytest.mark.parametrize("line", FURNITURE)
def test_25_and_26_page_furniture(line):
    found = draft(f"{PRE}Article 1\n\nScope\n\n1. Each Party shall act in good\n{line}\nfaith.\n\n2. More.\n")
    assert [item.text for item in found.furniture] == [" ".join(line.split())]
    assert next(p.text for p in found.provisions if p.eid == "art_1__para_1") == "Each Party shall act in good faith."


CONTENTS = [  # convention 27
    "Preamble .......... 5\n\nChapter I General .......... 5\n\nArticle 1 Scope .......... 5\n\nArticle 9 [Fees] ..... 6\n\n",
    "Contents\n\nPage\n\nPreamble\n\nChapter I General 3\n\nArticle 1 Scope 3\n\nArticle 9 Fees 4\n\n",
    "CONTENTS\n\nPreamble\nChapter I – General\nArticle 1 – Scope\nArticle 9 – Fees\n\n",
    "Table of contents\n\nPreamble ... 2\n\nChapter I\nGeneral ........ 3\n\nArticle 1\nScope ........ 3\n\nArticle 9\nFees and other sums that a Party may ask for in dry\nyears ........ 4\n\n",
]  # fmt: skip


@pytest.mark.parametrize("contents", CONTENTS)
def test_27_tables_of_contents_make_no_provisions(contents):
    found = draft(f"Treaty on Wells\n\n{contents}{PRE}Chapter I\n\nGeneral\n\n{ONE}{LAST}")
    assert [p.eid for p in found.provisions if p.level in (Level.CHAPTER, Level.ARTICLE)] == ["chp_I", "art_1", "art_9"]
    assert [p.text for p in found.provisions if p.level is Level.RECITAL] == ["Mindful of the rights of all,"]
    assert {item.kind for item in found.furniture} == {"contents"}


def test_28_notes_are_no_text():
    found = draft("# Treaty\n\n## Article 1 *(scope)*[^1]\n\n1. Each Party[^2] shall act.\n\n[^1]: One.\n\n[^2]: Two.\n", "d.md")
    assert [(p.heading, p.text, [note.text for note in p.notes]) for p in found.provisions] == [
        ("scope", "", ["One."]),
        ("", "Each Party shall act.", ["Two."]),
    ]


def test_28_notes_under_a_rule_at_a_pages_foot():
    found = draft(
        f"{PRE}Article 1\n\nScope\n\n1. Each Party shall act in good faith, 1/ and\n____________\n1/ See the report of the\nworking group.\n\f"
        "in accordance with law.\n\n2. It may report.\n"
    )
    paragraph = next(p for p in found.provisions if p.eid == "art_1__para_1")
    assert paragraph.text == "Each Party shall act in good faith, and in accordance with law."
    assert [(note.mark, note.text) for note in paragraph.notes] == [("1", "See the report of the working group.")]


def test_29_hyphens_spaces_and_quotes():
    found = draft(
        between("Article 2\n\nCare\n\n1. Each\u00a0Party shall support capacity-\nbuilding, capacity-building and eﬀec-\ntive care.")
    )
    assert next(p.text for p in found.provisions if p.eid == "art_2__para_1").startswith(
        "Each Party shall support capacity-building, capacity-building"
    )


REFERENCES = [  # convention 30
    "as is provided for in\nArticle 11 of this Treaty.",
    "in accordance with\nArticle 13 on care and fees;",
    "and, where it must,\nArticle 60 shall apply.",
    "in accordance with\nArticle 5\nand subject to\nArticle 6 of this Treaty,\nas is said in Article 7,\nArticle 8 and\nArticle 10.",
    "under paragraph\n2 of this Article and as often as\n3. It may stop.",
]


@pytest.mark.parametrize("text", REFERENCES)
def test_30_a_reference_at_a_lines_start_is_no_heading(text):
    assert articles(between(f"Article 2\n\nCare\n\n1. Each Party shall act {text}\n\n2. More.")) == [
        ("1", "Scope"),
        ("2", "Care"),
        ("9", "Fees"),
    ]


@pytest.mark.parametrize("name", ["draft.txt", "draft.html"])
def test_30_a_sentence_about_an_article_makes_none(name):
    sentence = "Article 114 of the Treaty gives the legislator the power to adopt rules on wells."
    memorandum = [
        "Explanatory memorandum",
        sentence,
        f"{sentence} " * 5,
        "The Parties to this Treaty,",
        "Have agreed as follows:",
        "Article 1",
        "Scope",
    ]
    lines = [
        *memorandum,
        "1. Each Party shall act.",
        "2. More.",
        sentence,
        "Article 2 Each Party shall report.",
        "Article 3",
        "Fees",
        "None shall be asked.",
    ]
    text = "\n\n".join(lines) if name.endswith("txt") else f"<html><body>{''.join(f'<p>{line}</p>' for line in lines)}</body></html>"
    assert [label for label, _ in articles(text, name)] == ["1", "2", "3"]
    assert draft(text, name).provisions[0].level is Level.PREAMBLE


DELETED = [
    "[Article 2 deleted]",
    "Article 2\n\n[Deleted]",
    "Article 2 (reserved)",
    "Article 2. [Reserved.]",
    "[Article 2 – placeholder for bodies]",
    "[Article 2]",
]


@pytest.mark.parametrize("text", DELETED)
def test_30_deleted_and_reserved_articles_keep_their_place(text):
    found = draft(between(text))
    assert [p.label for p in found.provisions if p.level is Level.ARTICLE] == ["1", "2", "9"]
    assert {p.eid for p in found.provisions if p.eid.startswith("art_2__")} <= {"art_2__para_nn1"}


LANGUAGES = {  # convention 32: title, preamble, chapter, two articles of two paragraphs with points, annex, in our own words
    "fr": "Préambule\n\nLes Parties,\n\nreconnaissant les droits de tous,\n\nSont convenues de ce qui suit :\n\nPremière partie\n\nGénéralités\n\nArticle premier – Objet\n\n1. Chaque Partie agit :\n\na) en été ;\n\nb) en hiver.\n\n2. Elle informe.\n\nArt. 2 bis\n\nFrais\n\n1° Aucun.\n\n2° Jamais.\n\nFait à Ville.\n\nAnnexe I\n\nModèles\n",
    "es": "Preámbulo\n\nLas Partes,\n\nReconociendo los derechos de todos,\n\nHan convenido en lo siguiente:\n\nPrimera parte\n\nGeneralidades\n\nARTÍCULO 1.- Objeto\n\n1. Cada Parte actuará:\n\na) en verano;\n\nb) en invierno.\n\n2. Informará.\n\nArtículo 2º\n\nGastos\n\n1. Ninguno.\n\n2. Nunca.\n\nHecho en Villa.\n\nAnexo I\n\nModelos\n",
    "de": "Präambel\n\nDie Vertragsparteien,\n\nin Anerkennung der Rechte aller,\n\nsind wie folgt übereingekommen:\n\nErster Teil\n\nAllgemeines\n\nArtikel 1 – Ziel\n\n(1) Jede Partei handelt:\n\na) im Sommer;\n\nb) im Winter.\n\n(2) Sie berichtet.\n\nArtikel 2\n\nKosten\n\n(1) Keine.\n\n(2) Niemals.\n\nGeschehen zu Stadt.\n\nAnhang I\n\nMuster\n",
    "nl": "Preambule\n\nDe Partijen,\n\nErkennend de rechten van allen,\n\nZijn het volgende overeengekomen:\n\nDeel I\n\nAlgemeen\n\nArtikel 1\n\nDoel\n\n1. Elke Partij handelt:\n\na. in de zomer;\n\nb. in de winter.\n\n2. Zij meldt het.\n\nArtikel 2. Kosten\n\n1. Geen.\n\n2. Nooit.\n\nGedaan te Stad.\n\nBijlage I\n\nFormulieren\n",
    "pt": "Preâmbulo\n\nAs Partes,\n\nReconhecendo os direitos de todos,\n\nAcordaram no seguinte:\n\nParte I\n\nDisposições gerais\n\nArtigo 1.º\n\nObjeto\n\n1 — Cada Parte atua:\n\na) No verão;\n\nb) No inverno.\n\n2 — As Partes informam-se.\n\nArtigo 2.º\n\nCustos\n\n1 — Nenhuns.\n\n2 — Nunca.\n\nFeito em Vila.\n\nAnexo I\n\nModelos\n",
    "ru": "Преамбула\n\nГосударства — участники настоящей Конвенции,\n\nпризнавая права всех,\n\nсогласились о нижеследующем:\n\nЧасть I\n\nОбщие положения\n\nСтатья 1\n\nЦель\n\n1. Каждое государство действует:\n\nа) летом;\n\nб) зимой.\n\n2. Оно сообщает об этом.\n\nСтатья 2. Плата\n\n1. Никакой.\n\n2. Никогда.\n\nСовершено в городе.\n\nПриложение I\n\nФормы\n",
    "zh": "序言\n\n本公约缔约国，\n\n铭记法治，\n\n兹协议如下：\n\n第一部分 总则\n\n第一条 宗旨\n\n一、各缔约国应：\n\n（一）保护水井；\n\n（二）报告。\n\n二、其他。\n\n第二条\n\n费用\n\n1. 不得收费。\n\n2. 由国家承担。\n\n附件一\n\n表格\n",
    "ar": "الديباجة\n\nإن الدول الأطراف في هذه الاتفاقية،\n\nإذ تدرك حاجة الجميع إلى الماء،\n\nقد اتفقت على ما يلي:\n\nالجزء الأول\n\nأحكام عامة\n\nالمادة 1\n\nالغرض\n\n1 - تعمل كل دولة:\n\n(أ) صيفا؛\n\n(ب) شتاء.\n\n2 - تبلغ الدول الأخرى.\n\nالمادة ٢\n\nالرسوم\n\n١- لا رسوم.\n\n٢- أبدا.\n\nالمرفق الأول\n\nنماذج\n",
}  # fmt: skip


@pytest.mark.parametrize("code", LANGUAGES)
def test_32_languages(code):
    found = draft(LANGUAGES[code])
    assert found.language == code
    assert [p.level.value for p in found.provisions] == [
        "preamble", "recital", "part", "article", "paragraph", "subparagraph", "subparagraph", "paragraph", "article", "paragraph", "paragraph", "annex",
    ]  # fmt: skip
    assert all(p.heading for p in found.provisions if p.level in (Level.PART, Level.ARTICLE, Level.ANNEX))
    assert found.provisions[0].closing


def test_32_the_same_treaty_again_in_another_language_is_no_part_of_the_first():
    found = draft(f"{PRE}{ONE}{LAST}{LANGUAGES['nl']}")
    assert [p.label for p in found.provisions if p.level is Level.ARTICLE] == ["1", "9"]
    assert found.back[0] == "Preambule"
    assert "Artikel 2. Kosten" in found.back


MARKDOWN = [  # convention 33
    ("---\ntitle: A\n---\n\n* TOC\n{:toc}\n\n##Article 1 *(care)*\n\n1. r*eaffirming* it\n", "reaffirming it"),
    ("## Article 1 *(care)*\n\n1. *[Taking* account] \\[now\\]\n", "[Taking account] [now]"),
    ("## Article 1 *(care)*\n\n1. Each Party[^2] acts\n\n[^2]: A note.\n", "Each Party acts"),
]


@pytest.mark.parametrize(("text", "expected"), MARKDOWN)
def test_33_markdown_artefacts(text, expected):
    assert [(p.heading, p.text) for p in draft(text, "d.md").provisions] == [("care", ""), ("", expected)]


def test_33_letters_typed_below_a_paragraph():
    text = "## Article 1\n\n1.  Each Party shall:\n    a.  act;\n    b.  report.\n\n2.  More.\n"
    assert [p.label for p in draft(text, "d.md").provisions] == ["1", "1.", "a.", "b.", "2."]


def test_34_web_pages_with_labels_in_paragraphs():
    page = (
        "<html><body><p class='Titre'>Article 1</p><p>Scope</p><p>1.&nbsp;&nbsp;&nbsp;Each Party shall:</p><table><tr><td>(a)</td><td>act;</td></tr>"
        "<tr><td>(b)</td><td>report.</td></tr></table><p>2.&nbsp;&nbsp;&nbsp;More.</p><p>Article 2</p><p>Fees</p><p>None shall be asked.</p></body></html>"
    )
    assert shape(page, "d.html") == [
        "art. 1 | Scope", "art. 1(1) |  | Each Party shall:", "art. 1(1)(a) |  | act;", "art. 1(1)(b) |  | report.", "art. 1(2) |  | More.",
        "art. 2 | Fees", "art. 2 |  | None shall be asked.",
    ]  # fmt: skip
