"""A Source's lines -> a Draft, the tree of provisions: `structure(source)`. Nothing is lost: what fits no label stays as text."""

from pathlib import PurePath

from pipeline.model import Draft, Source
from pipeline.structure.contents import without_contents
from pipeline.structure.habits import habits_of
from pipeline.structure.identify import Identifier
from pipeline.structure.languages import language_of
from pipeline.structure.outline import Outline
from pipeline.structure.paragraphs import paragraphs
from pipeline.structure.unnumbered import give_paragraphs
from pipeline.structure.zones import second_text, title_of, treaty_start

__all__ = ["structure"]


def structure(source: Source) -> Draft:
    """The provisions of `source`, in document order, each with a stable eId; never fails."""
    language = language_of((line.text for line in source.lines[:400]), source.language)
    habits = habits_of(source.lines, language)
    lines, contents = without_contents(paragraphs(source.lines, language, habits), language)
    start, end = treaty_start(lines, language, habits), second_text(lines, language)
    outline = Outline(lines[start:end], language, habits).build()
    give_paragraphs(outline.root)
    identifier = Identifier(language, source.notes)
    provisions = identifier.provisions(outline.root)
    return Draft(
        title=title_of(lines[:start], source.title or PurePath(source.name).stem),
        symbol=source.symbol,
        date=source.date,
        language=language.code,
        provisions=provisions,
        front=tuple(line.text for line in lines[:start]),
        back=(*outline.back, *(line.text for line in lines[end:])),
        notes=identifier.left_notes(),
        furniture=(*source.furniture, *contents),
        unplaced=tuple(identifier.unplaced),
        name=source.name,
    )
