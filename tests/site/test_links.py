"""Links of the finished HTML: the site has no dead one, and each kind of dead one is found."""

import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from builder import links

HEAD = '<link rel="canonical" href="https://own.example/sub/">'


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A site of two pages, with every kind of link that is right."""
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "index.html").write_text(
        '<h1 id="top">A</h1><a href="..">up</a> <a href="../#简">anchor</a> <a href="#top">here</a>'
        '<img src="../dot%20one.svg"> <a href="https://elsewhere.example/x#y">out</a>'
        '<a href="https://own.example/sub/a/">by its full address</a>'
        '<a href="mailto:a@b.example">m</a>',
        "utf-8",
    )
    (tmp_path / "index.html").write_text(
        f'{HEAD}<p id="简" data-widget="quiz"><a href="a/">A</a>'
        '<a href="?q=x#who=me&amp;two=3">q</a>',
        "utf-8",
    )
    (tmp_path / "dot one.svg").write_text("<svg/>")
    return tmp_path


def test_no_link_inside_the_site_is_dead(site):
    assert links.broken(site) == []


def test_right_links_of_every_kind_are_right(small):
    assert links.broken(small) == []


@pytest.mark.parametrize(
    ("markup", "fault"),
    [
        ('<a href="b/">', "b/: no such file"),
        ('<a href="index.htm">', "index.htm: no such file"),
        ('<a href="#who">', "#who: no such anchor"),
        ('<a href="../#简体">', "../#简体: no such anchor"),
        ('<a href="#who=me">', "#who=me: no such anchor"),
        ('<script src="gone.js"></script>', "gone.js: no such file"),
        ('<form action="/gone">', "/gone: no such file"),
        (
            '<a href="https://own.example/sub/gone/">',
            "https://own.example/sub/gone/: no such file",
        ),
    ],
)
def test_a_dead_link_is_named_with_its_file_and_line(small, markup, fault):
    page = small / "a" / "index.html"
    page.write_text(page.read_text("utf-8") + "\n" + markup, "utf-8")
    assert links.broken(small) == [f"a/index.html:2: {fault}"]


def test_the_sitemap_is_read_too(small):
    (small / "sitemap.xml").write_text(
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:x="http://x.example/"><url>'
        "<loc>https://own.example/sub/gone/</loc>"
        '<x:link href="https://own.example/sub/a/"/></url></urlset>'
    )
    assert links.broken(small) == [
        "sitemap.xml: https://own.example/sub/gone/: no such file",
    ]


def test_addresses_outside_are_gathered_without_their_fragments(small):
    assert links.external(small) == {"https://elsewhere.example/x": ["a/index.html"]}


def test_the_report_tells_dead_from_unclear():
    answers = {
        "https://a.example": "",
        "https://b.example": "dead: 404 Not Found",
        "https://c.example": "unclear: 403 Forbidden",
    }
    dead, unclear = links.report({address: ["p.html"] for address in answers}, answers.get)
    assert dead == ["dead: 404 Not Found: https://b.example (p.html)"]
    assert unclear == ["unclear: 403 Forbidden: https://c.example (p.html)"]


@pytest.fixture
def host():
    """A host that answers a path with the status it names, and HEAD with 405."""

    class Handler(BaseHTTPRequestHandler):
        def do_HEAD(self):
            self.send_error(405)

        def do_GET(self):
            self.send_response(int(self.path.strip("/")))
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_):
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize(
    ("status", "answer"),
    [
        (200, ""),
        (404, "dead: 404 Not Found"),
        (410, "dead: 410 Gone"),
        (403, "unclear: 403 Forbidden"),
        (500, "unclear: 500 Internal Server Error"),
    ],
)
def test_what_a_host_answers_is_judged_even_if_it_knows_no_head(host, status, answer):
    assert links.ask(f"{host}/{status}") == answer
