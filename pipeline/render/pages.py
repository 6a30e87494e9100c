"""A Changelog -> one page that stands alone, with its style and script inside."""

from pipeline.model import Changelog
from pipeline.render.rows import changelog_view
from pipeline.render.templates import environment, static_files


def compare_page(changelog: Changelog) -> str:
    """The changelog as a single HTML file that needs nothing beside it."""
    inlined = {name: content.decode("utf-8") for name, content in static_files().items()}
    language = changelog.after.language
    page = environment()(
        "changelog.html", root="", treaty=None, drafts=[], language=language, view=changelog_view(changelog), inlined=inlined
    )
    return page.decode("utf-8")
