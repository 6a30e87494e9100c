"""Treaties for property tests: articles of distinct sentences with references by identity, printed with whatever numbers they have then."""

from hypothesis import strategies as st

from pipeline.read import read_bytes
from pipeline.structure import structure

SUBJECTS = (
    "The Secretariat|Each Party|The Conference|A requesting State|The depositary|Every operator|The committee|The central authority".split(
        "|"
    )
)
VERBS = "publish|keep|renew|verify|record|finance|suspend|examine|translate|protect|harmonize|measure|transmit|limit|restore".split("|")
NEW_VERBS = "repeal|inspect|auction|digitise|insure".split("|")
THINGS = (
    "registers of vessels|seed banks|flood warnings|tide tables|bridge tolls|court files|customs seals|witness lists|water samples|"
    "school books|rail gauges|radio bands|harbour dues|border posts|museum loans|mine maps|well permits|lamp oil|mill wheels|bee hives"
).split("|")
ENDS = (
    "before the end of each year|in every official language|at the request of a neighbour|on the basis of reciprocity|without delay and free of charge|"
    "in the manner that its law prescribes|after hearing the persons concerned|as far as its means permit"
).split("|")


@st.composite
def sentences(draw, count, verbs=VERBS):
    """So many sentences; no two have the same verb, thing and end."""
    choice = st.tuples(st.sampled_from(verbs), st.sampled_from(THINGS), st.sampled_from(ENDS))
    chosen = draw(st.lists(choice, min_size=count, max_size=count, unique=True))
    subjects = draw(st.lists(st.sampled_from(SUBJECTS), min_size=count, max_size=count))
    return [f"{subject} shall {verb} its {thing} {end}." for subject, (verb, thing, end) in zip(subjects, chosen, strict=True)]


@st.composite
def treaties(draw, least=2):
    """A list of articles: (identity, heading, [sentence]); some sentences refer to an article by "{identity}"."""
    sizes = draw(st.lists(st.integers(1, 4), min_size=least, max_size=6))
    texts = iter(draw(sentences(sum(sizes))))
    articles = [(f"a{at}", f"On {THINGS[at]}", [next(texts) for _ in range(size)]) for at, size in enumerate(sizes)]
    for _, _, body in articles:
        if draw(st.booleans()):
            target = draw(st.sampled_from(articles))[0]
            body[0] = body[0].replace(" shall", f", subject to article {{{target}}}, shall")
    return articles


def printed(articles):
    """The draft that the articles make, numbered in their order."""
    numbers = {identity: at for at, (identity, _, _) in enumerate(articles, 1)}
    lines = []
    for at, (_, heading, body) in enumerate(articles, 1):
        lines += [f"Article {at}", heading]
        lines += [f"{number}. {text.format_map(numbers)}" for number, text in enumerate(body, 1)]
    return structure(read_bytes("\n\n".join(lines).encode(), "draft.txt"))
