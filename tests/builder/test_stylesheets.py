"""Several style sheets become one: the same rules in the same order, named by every page."""

import pytest

from builder import stylesheets

LINK = '<link rel="stylesheet" href="{}">'


@pytest.fixture
def site(tmp_path):
    """A site of two depths and a page for errors, whose address counts from the root."""
    folder = tmp_path / "assets" / "css"
    folder.mkdir(parents=True)
    (folder / "base.css").write_text("p { color: red }\n\n")
    (folder / "tool.css").write_text("p { color: blue }")
    for name, up in {"index.html": "", "a/b/index.html": "../../", "404.html": "/"}.items():
        page = tmp_path / name
        page.parent.mkdir(parents=True, exist_ok=True)
        links = [f"{up}assets/stylesheets/main.css", f"{up}assets/css/base.css"]
        links += [f"{up}assets/css/tool.css"]
        page.write_text("<head>\n" + "\n".join(map(LINK.format, links)) + "\n<title>t</title>")
    return tmp_path


def test_the_rules_stand_in_the_order_of_the_pages(site):
    stylesheets.join(site)
    folder = site / "assets" / "css"
    assert [path.name for path in folder.iterdir()] == ["site.css"]
    assert (folder / "site.css").read_text() == "p { color: red }\np { color: blue }\n"


@pytest.mark.parametrize(
    ("page", "up"), [("index.html", ""), ("a/b/index.html", "../../"), ("404.html", "/")]
)
def test_every_page_names_the_one_after_the_themes(site, page, up):
    stylesheets.join(site)
    links = [f"{up}assets/stylesheets/main.css", f"{up}assets/css/site.css"]
    expected = "<head>\n" + "\n".join(map(LINK.format, links)) + "\n<title>t</title>"
    assert (site / page).read_text() == expected


def test_a_page_that_names_others_is_named(site):
    page = site / "a" / "b" / "index.html"
    page.write_text(page.read_text().replace("tool.css", "other.css"))
    with pytest.raises(stylesheets.StyleError, match=r"a/b/index\.html names .*other\.css"):
        stylesheets.join(site)
