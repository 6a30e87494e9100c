"""One small text for each convention of real drafts: what must come out of it, as "eid | label | heading | text"."""

import pytest

from pipeline.model import Level
from pipeline.read import read_bytes
from pipeline.structure import structure


def draft(text, name="draft.txt"):
    return structure(read_bytes(text.encode(), name))


def rows(text, name="draft.txt"):
    return [(p.eid, p.label, p.heading, p.text) for p in draft(text, name).provisions]


PREAMBLE = "PREAMBLE\n\nThe Parties to this Convention,\n\nRecalling the rule of law,\n\nHave agreed as follows:\n\n"


def test_the_levels_of_a_treaty():
    found = draft(
        PREAMBLE
        + "CHAPTER I\n\nGeneral provisions\n\nArticle 1\n\nPurpose\n\n1. Each Party shall act:\n\n(a) In good faith;\n\n(b) With:\n\n"
        "(i) Care;\n\n(ii) Skill.\n\n2. Nothing more.\n\nANNEX I\n\nForms\n\n1. A form.\n\nDone at Testville."
    )
    assert [(p.eid, p.level, p.citation) for p in found.provisions] == [
        ("preamble", Level.PREAMBLE, "preamble"),
        ("preamble__rec_1", Level.RECITAL, "preamble, para. 1"),
        ("chp_I", Level.CHAPTER, "chapter I"),
        ("art_1", Level.ARTICLE, "art. 1"),
        ("art_1__para_1", Level.PARAGRAPH, "art. 1(1)"),
        ("art_1__para_1__list_1__point_a", Level.SUBPARAGRAPH, "art. 1(1)(a)"),
        ("art_1__para_1__list_1__point_b", Level.SUBPARAGRAPH, "art. 1(1)(b)"),
        ("art_1__para_1__list_1__point_b__list_1__point_i", Level.SUBPARAGRAPH, "art. 1(1)(b)(i)"),
        ("art_1__para_1__list_1__point_b__list_1__point_ii", Level.SUBPARAGRAPH, "art. 1(1)(b)(ii)"),
        ("art_1__para_2", Level.PARAGRAPH, "art. 1(2)"),
        ("annex_I", Level.ANNEX, "annex I"),
        ("annex_I__para_1", Level.PARAGRAPH, "annex I, para. 1"),
    ]
    assert [p.heading for p in found.provisions if p.heading] == ["General provisions", "Purpose", "Forms"]
    assert found.provisions[0].closing == "Have agreed as follows:"
    assert found.back == ("Done at Testville.",)
    assert {p.eid: p.parent for p in found.provisions}["art_1"] == "chp_I"


@pytest.mark.parametrize(
    ("head", "label", "heading"),
    [
        ("Article 2\n\nUse of terms", "2", "Use of terms"),
        ("Article 2 (USE OF TERMS)", "2", "USE OF TERMS"),
        ("Article 2. Use of terms", "2", "Use of terms"),
        ("Article 2: Use of terms", "2", "Use of terms"),
        ("Article 2\n\nTheft by means of a network", "2", "Theft by means of a network"),
        ("ARTICLE 2bis\n\nUSE OF TERMS", "2bis", "USE OF TERMS"),
        (
            "Article 2 ter\n\nUse of terms and of other words that a heading of two\nlines has",
            "2 ter",
            "Use of terms and of other words that a heading of two lines has",
        ),
        ("[Article 2\n\nUse of terms", "2", "[Use of terms"),
        ("[Article 2] (use of terms)", "2", "use of terms"),
    ],
)
def test_article_headings_as_printed(head, label, heading):
    article = next(
        p
        for p in draft(f"Article 1\n\nScope\n\n1. Text one.\n\n{head}\n\n1. Some text.\n\n2. More text.\n").provisions[2:]
        if p.level is Level.ARTICLE
    )
    assert (article.label, article.heading) == (label, heading)


@pytest.mark.parametrize(
    "reference",
    [
        "Article 11 of this Convention.",
        "Article 13 on implementation and compliance;",
        "Article 60 shall apply.",
        "Article 4, paragraph 2, applies to all.",
    ],
)
def test_a_wrapped_reference_makes_no_article(reference):
    text = f"Article 1\n\nScope\n\n1. Each Party shall act as it is provided for by the rules of\n{reference}\n\n2. More.\n"
    assert [p.label for p in draft(text).provisions if p.level is Level.ARTICLE] == ["1"]
    assert reference in draft(text).provisions[1].text


def test_a_title_after_the_number_makes_an_article_though_the_text_before_lacks_its_full_stop():
    unfinished = "Each Party shall act as it is provided for by the rules of its domestic law and in accordance with the decisions of the Conference of the Parties"
    text = f"Article 1. Scope\n1. {unfinished}\nArticle 2. Mutual assistance\n1. Each Party shall assist the others.\n"
    assert [p.heading for p in draft(text).provisions if p.level is Level.ARTICLE] == ["Scope", "Mutual assistance"]


def test_wrapped_lines_are_joined_and_hyphens_mended():
    text = "Article 1\n\nScope\n\n1. Each Party shall support capacity-building and the co-\noperation of authorities, and cooperation of all kinds in capacity-\nbuilding.\n"
    assert (
        draft(text).provisions[1].text
        == "Each Party shall support capacity-building and the cooperation of authorities, and cooperation of all kinds in capacity-building."
    )


def test_a_number_alone_on_its_line():
    assert rows("Article 1\n\nScope\n\n1.\nEach Party shall act.\n\n2.\nIt shall report.\n")[1:] == [
        ("art_1__para_1", "1.", "", "Each Party shall act."),
        ("art_1__para_2", "2.", "", "It shall report."),
    ]


def test_brackets_around_labels_stay_in_the_text():
    assert rows("Article 1\n\nAims\n\nThe aims are:\n\n(a) Peace;\n\n[(b) Order;]\n\n[(c) Law.]\n")[3:] == [
        ("art_1__para_nn1__list_1__point_b", "(b)", "", "[Order;]"),
        ("art_1__para_nn1__list_1__point_c", "(c)", "", "[Law.]"),
    ]


def test_a_preamble_may_have_no_heading_and_lines_no_space_between():
    text = "Recalling the rule of law,\nMindful of the rights of all,\nArticle 1. Scope\n1. Each Party shall:\n(a) Act in good faith;\n(b) Report.\n2. More follows.\n"
    assert [eid for eid, *_ in rows(text)] == [
        "preamble", "preamble__rec_1", "preamble__rec_2", "art_1", "art_1__para_1", "art_1__para_1__list_1__point_a", "art_1__para_1__list_1__point_b", "art_1__para_2",
    ]  # fmt: skip


def test_options_are_provisions_of_their_own():
    text = "Article 1\n\nAims\n\n1. Option A: Each Party shall act.\n\nOption B: No text.\n\n2. More.\n\nArticle 2\n\nOPTION I:\n\nDuties\n\n1. One.\n\nOPTION II:\n\n1. Other.\n"
    assert [(eid, label) for eid, label, _, _ in rows(text)] == [
        ("art_1", "1"), ("art_1__para_1", "1."), ("art_1__para_1__opt_A", "Option A"), ("art_1__para_1__opt_B", "Option B"), ("art_1__para_2", "2."),
        ("art_2", "2"), ("art_2__opt_I", "OPTION I"), ("art_2__opt_I__para_1", "1."), ("art_2__opt_II", "OPTION II"), ("art_2__opt_II__para_1", "1."),
    ]  # fmt: skip


def test_letters_and_roman_numerals_are_told_apart():
    letters = "".join(f"({each}) Item;\n\n" for each in "abcdefgh")
    plain = rows(f"Article 1\n\nAims\n\n1. Aims are:\n\n{letters}(i) Ninth;\n\n(j) Tenth.\n")
    assert plain[-2][0] == "art_1__para_1__list_1__point_i"
    nested = rows(f"Article 1\n\nAims\n\n1. Aims are:\n\n{letters}(i) Under h;\n\n(ii) Under h.\n")
    assert nested[-1][0] == "art_1__para_1__list_1__point_h__list_1__point_ii"


def test_skipped_repeated_and_late_numbers():
    text = "Article 1\n\nTerms\n\n3. Three.\n\n5. Five.\n\n5 bis. More.\n\n5. Again.\n\nArticle 4\n\nOther\n\n1. One.\n"
    assert [label for _, label, _, _ in rows(text)] == ["1", "3.", "5.", "5 bis.", "5.", "4", "1."]
    assert len({eid for eid, *_ in rows(text)}) == 7


def test_closing_words_after_a_list():
    text = "Article 1\n\nAims\n\n1. Whoever:\n\n(a) Acts;\n\n(b) Plans,\n\nshall be heard by a court.\n\n2. More.\n"
    paragraph = draft(text).provisions[1]
    assert (paragraph.text, paragraph.closing) == ("Whoever:", "shall be heard by a court.")


def test_status_marks_are_no_text():
    first, second = draft(
        "Article 1\n\nAims\n\n1. Each Party shall act. [agreed ad referendum]\n\n2. It [shall][may] report.\n"
    ).provisions[1:]
    assert (first.text, first.status) == ("Each Party shall act.", ("agreed ad referendum",))
    assert (second.text, second.status) == ("It [shall][may] report.", ())


def test_contents_and_explanatory_note_make_no_articles():
    note = "Note by the Chair\n\n1. This note explains.\n\n2. Article 1 was agreed.\n\nContents\n\nPreamble ........ 2\n\nArticle 1 Scope ........ 3\n\nArticle 2 Aims ........ 4\n\n"
    found = draft(note + PREAMBLE + "Article 1\n\nScope\n\nThis Convention applies to all.\n\nArticle 2\n\nAims\n\nThe aims are good.\n")
    assert [p.label for p in found.provisions if p.level is Level.ARTICLE] == ["1", "2"]
    assert "1. This note explains." in found.front
    assert [each.kind for each in found.furniture].count("contents") == 4


def test_a_draft_without_articles():
    text = "Part I\n\n1. First provision here.\n\nPart II\n\n1. Chapeau text:\n\na. One;\n\nb. Two.\n\nOP1 Alt. No text.\n"
    assert [eid for eid, *_ in rows(text)] == [
        "part_I", "part_I__para_1", "part_II", "part_II__para_1", "part_II__para_1__list_1__point_a", "part_II__para_1__list_1__point_b", "part_II__para_OP1Alt",
    ]  # fmt: skip


def test_unnumbered_text_is_a_paragraph_of_its_own_and_cited_as_its_article():
    found = draft(
        "Article 1\n\nAims\n\nThe aims are:\n\n(a) peace;\n\n(b) law,\n\nand nothing else.\n\nArticle 2\n\nScope\n\nOne text.\n\nAnother text.\n"
    )
    assert [(p.eid, p.text, p.closing, p.citation) for p in found.provisions] == [
        ("art_1", "", "", "art. 1"),
        ("art_1__para_nn1", "The aims are:", "and nothing else.", "art. 1"),
        ("art_1__para_nn1__list_1__point_a", "peace;", "", "art. 1(a)"),
        ("art_1__para_nn1__list_1__point_b", "law,", "", "art. 1(b)"),
        ("art_2", "", "", "art. 2"),
        ("art_2__para_nn1", "One text.", "", "art. 2, para. [1]"),
        ("art_2__para_nn2", "Another text.", "", "art. 2, para. [2]"),
    ]


def test_the_chapeau_of_numbered_paragraphs_stays_with_the_article():
    found = draft("Article 1\n\nAims\n\nThe Parties agree that:\n\n1. Peace is an aim.\n\n2. Law is an aim.\n")
    assert (found.provisions[0].eid, found.provisions[0].text) == ("art_1", "The Parties agree that:")


def test_french_and_spanish():
    french = draft(
        "PRÉAMBULE\n\nLes Parties à la présente Convention,\n\nRappelant les droits de la personne,\n\nSont convenues de ce qui suit :\n\nArticle premier\n\nObjet\n\n"
        "1. Chaque Partie agit de bonne foi.\n\nArticle 2 bis\n\nChamp d’application\n\nLa présente Convention est applicable.\n"
    )
    assert [p.label for p in french.provisions if p.level is Level.ARTICLE] == ["premier", "2 bis"]
    assert (french.language, french.provisions[0].closing) == ("fr", "Sont convenues de ce qui suit :")
    spanish = draft(
        "PREÁMBULO\n\nLas Partes en la presente Convención,\n\nRecordando los derechos,\n\nHan convenido en lo siguiente:\n\nArtículo 1\n\nObjeto\n\nLa Convención se aplicará a los Estados.\n"
    )
    assert (spanish.language, [p.eid for p in spanish.provisions]) == ("es", ["preamble", "preamble__rec_1", "art_1", "art_1__para_nn1"])


def test_notes_stay_with_their_provision():
    found = draft("# Title\n\n## Article 1 *(aims)*\n\n1. Each Party[^1] shall **act**.\n\n[^1]: A footnote.\n", "d.md")
    paragraph = found.provisions[1]
    assert [(note.mark, note.text) for note in paragraph.notes] == [("1", "A footnote.")]
    assert paragraph.text == "Each Party shall act."


def test_markdown_lists_get_their_letters_back():
    found = rows("## Article 1\n\n1. Aims:\n    1. One;\n    2. Two:\n        1. Deep.\n2. More.\n\n**bold** **words**\n", "d.md")
    assert [label for _, label, _, _ in found][:6] == ["1", "1.", "(a)", "(b)", "(i)", "2."]


@pytest.mark.parametrize("text", ["Only a few words without any number.", "1. One.\n\n2. Two.", "[", "Article", "((((", "Article 1"])
def test_any_text_gives_a_draft_that_holds_it(text):
    found = draft(text)
    held = " ".join([*found.front, *(f"{p.label} {p.heading} {p.text} {p.closing}" for p in found.provisions)])
    assert [word for word in text.split() if word != "Article" and word not in held] == []


@pytest.mark.parametrize("heading", ["Property of persons who are not suspects", "Measures that Parties may take"])
def test_a_title_with_a_verb_is_a_title_before_paragraph_1(heading):
    assert rows(f"{PREAMBLE}Article 1\n\n{heading}\n\n1. Each Party shall act.\n\n2. It may stop.")[2][:3] == ("art_1", "1", heading)


@pytest.mark.parametrize("text", ["Each Party shall:", "The following shall apply."])
def test_a_sentence_before_paragraph_1_is_no_title(text):
    assert rows(f"{PREAMBLE}Article 1\n\n{text}\n\n1. One.\n\n2. Two.")[2] == ("art_1", "1", "", text)


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("sent to the Secretary-", "General at once", "the Secretary-General at once"),
        ("each accord-", "ing to its means", "each according to its means"),
        ("a well-known, far-", "reaching duty", "a well-known, far-reaching duty"),
    ],
)
def test_a_hyphen_at_a_lines_end(first, second, expected):
    again = "2. By accord of the States each pro-\nceeding shall be in accord-\ning terms, as far as that is a far reaching duty.\n"
    text = f"{PREAMBLE}Article 1\nPurpose\n\n1. Words are {first}\n{second}.\n\n{again}"
    assert expected in rows(text)[3][3]


@pytest.mark.parametrize(
    "front",
    [
        "Conference on a convention on trade\n\nFirst session\n\nConvention on Trade",
        "Convention on Trade\n\nReport of the committee on a treaty",
        "Ad hoc committee for the negotiation of a treaty\n\nUNITED NATIONS CONVENTION ON TRADE",
    ],
)
def test_the_title_is_headed_by_the_kind_of_treaty(front):
    title = draft(f"{front}\n\n{PREAMBLE}Article 1\n\nAims\n\n1. Each Party shall act.").title
    assert title.casefold().endswith("convention on trade")


def test_closing_words_stand_further_out_than_the_point_before_them():
    full = "x" * 60
    text = (
        f"{PREAMBLE}Article 1\nAims\n\n1. {full}:\n        (a) in winter;\n        (b) in summer,\nand shall tell the others.\n2. {full}.\n"
    )
    found = draft(text).provisions
    assert [(p.text, p.closing) for p in found if p.label == "1."] == [(f"{full}:", "and shall tell the others.")]


def test_a_number_at_the_end_of_a_sentence_is_no_label():
    text = f"{PREAMBLE}Article 1\nAims\n\n1. Each Party shall do all this not once or twice but as many times as\n4.\n2. Nothing else shall have any effect on the duties of the Parties here.\n"
    assert [p.text[-4:] for p in draft(text).provisions if p.level is Level.PARAGRAPH] == ["s 4.", "ere."]


def test_a_list_goes_on_after_words_that_stand_outside_it():
    text = f"{PREAMBLE}Article 1\n\nAims\n\n1. Aims are:\n\n(a) Peace;\n\n(b) Order under articles 3 and\n\n5 of this Convention;\n\n(c) Law.\n\n2. More.\n"
    found = draft(text).provisions
    assert [p.label for p in found if p.eid.startswith("art_1__")] == ["1.", "(a)", "(b)", "(c)", "2."]


@pytest.mark.parametrize("first", ["Keep wells open, subject to", "Report under"])
def test_a_point_below_an_unfinished_one_is_a_point(first):
    text = f"{PREAMBLE}Article 1\nAims\n1. Each Party shall take such measures as may be necessary to see that its people:\n(a) {first}\n(b) Do no harm.\n2. More.\n"
    assert [p.label for p in draft(text).provisions if p.eid.startswith("art_1__")] == ["1.", "(a)", "(b)", "2."]


@pytest.mark.parametrize("below", ["Nothing in this Part shall impair the right of any Party.", "Deleted - see article 7, paragraph 2."])
def test_a_title_ends_with_its_short_last_line(below):
    text = f"{PREAMBLE}Article 1\nSettlement of all disputes by any means chosen by\nthe Parties\n{below}\nArticle 2\nRelation to the Convention on\nWells\nThis Agreement shall be applied in good faith by every Party to it.\n"
    found = draft(text).provisions
    assert [p.heading for p in found if p.level is Level.ARTICLE] == [
        "Settlement of all disputes by any means chosen by the Parties",
        "Relation to the Convention on Wells",
    ]
    assert [p.text for p in found if p.level is Level.PARAGRAPH] == [
        below,
        "This Agreement shall be applied in good faith by every Party to it.",
    ]
