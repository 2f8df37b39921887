"""The way from a page to the repository: edit its file, report what is wrong with it.

The repository's address is one setting, `extra.repository` of mkdocs.yml (or REPOSITORY in the
environment); where it is empty, no page has these links. Not MkDocs' `repo_url`: the theme's script
would then ask the repository's host for figures, and a page asks no other host.
"""

from urllib.parse import urlencode

BRANCH = "main"
FORM = "wrong-fact-{language}.yml"
"""The issue form of a language, in .github/ISSUE_TEMPLATE; its field `page` is filled in."""


def links(repository: str, source: str, address: str, language: str) -> dict[str, str] | None:
    """Where to edit the file `source` of docs/ and to report its page, or None without repository.

    Raises ValueError for a repository that is no address of the web.
    """
    if not repository:
        return None
    if not repository.startswith(("https://", "http://")):
        raise ValueError(f"extra.repository: '{repository}' is no address: write it with https://")
    home = repository.rstrip("/")
    query = urlencode({"template": FORM.format(language=language), "page": address})
    return {
        "edit": f"{home}/edit/{BRANCH}/docs/{source}",
        "report": f"{home}/issues/new?{query}",
    }
