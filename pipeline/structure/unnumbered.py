"""The unnumbered text of an article becomes a paragraph of its own, so that heading and text are two provisions wherever it stands.

An article of one text then reads like one of several: its text can be amended without its heading, and moved into another article.
"""

from pipeline.model import Level, Line
from pipeline.structure.node import Node


def give_paragraphs(node: Node) -> None:
    """Give the articles at and below ``node`` a paragraph for their text, with the list that it opens; a chapeau of numbered paragraphs stays."""
    for child in node.children:
        give_paragraphs(child)
    if node.level is Level.ARTICLE and node.text.text and not any(_keeps_chapeau(child) for child in node.children):
        _wrap(node)


def _keeps_chapeau(child: Node) -> bool:
    return child.level is Level.OPTION or (child.level is Level.PARAGRAPH and child.label is not None)


def _wrap(article: Node) -> None:
    listed = next((at for at, child in enumerate(article.children) if child.level is Level.PARAGRAPH), len(article.children))
    paragraph = Node(Level.PARAGRAPH, parent=article, depth=article.depth, page=article.page, line=article.line, text=article.text)
    article.text = Line("")
    for child in article.children[:listed]:
        paragraph.add_child(child)
    if listed == len(article.children):
        paragraph.closing, article.closing = article.closing, Line("")
        paragraph.unplaced, article.unplaced = article.unplaced, []
    article.children[:listed] = [paragraph]
