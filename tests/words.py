"""Words of sources and drafts, for the law that nothing is lost."""

from collections import Counter

import regex

from pipeline.model import Level, Style

WORD = regex.compile(r"\p{L}+|\p{N}+")
LEVEL_NAMES = set(
    "article part partie parte artículo annex annexe anexo chapter section subsection title titre preamble préambule preámbulo rule regulation".split()
)
NAMED = (Level.ARTICLE, Level.PART, Level.CHAPTER, Level.SECTION, Level.ANNEX, Level.PREAMBLE)


def words(*texts):
    return Counter(word for text in texts for word in WORD.findall(text.replace("-", "").lower()))


def _deleted(marks):
    return [mark.value for mark in marks if mark.style is Style.DELETED]


def source_words(source):
    lines = "\n".join(text for line in source.lines for text in (line.label, line.text, *_deleted(line.marks)) if text)
    mended = lines.replace("-\n", "")
    return words(mended, *(note.text for note in source.notes), *(item.text for item in source.furniture))


def draft_words(draft):
    texts = []
    for provision in draft.provisions:
        texts += [provision.label, provision.heading, provision.text, provision.closing, *provision.status, *_deleted(provision.marks)]
        texts += [note.text for note in provision.notes]
    return words(*texts, *draft.front, *draft.back, *(note.text for note in draft.notes), *(item.text for item in draft.furniture))


def level_names(draft):
    """How many words such as "Article" the levels stand for."""
    return sum(provision.level in NAMED for provision in draft.provisions)


def lost(source, draft):
    """The words of the source that the draft does not hold, without the marks of notes."""
    held = draft_words(draft)
    return Counter({word: count - held[word] for word, count in source_words(source).items() if count > held[word]})
