"""The static server behaves as the hosts we deploy to."""

import http.client
import threading

import pytest

from builder.policy import headers_file
from builder.server import serve


@pytest.fixture
def ask(tmp_path):
    site = tmp_path / "site"
    for name, text in {
        "index.html": "<p>home</p>",
        "404.html": "<p>lost</p>",
        "zh/404.html": "<p>找不到</p>",
        "a/index.html": "<p>a</p>",
        "assets/runtime/1/python.wasm": "wasm",
        "assets/runtime/1/python.wasm.br": "small",
        "_headers": headers_file([]),
    }.items():
        path = site / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    (tmp_path / "secret.txt").write_text("secret", "utf-8")
    server = serve(site)
    threading.Thread(target=server.serve_forever, daemon=True).start()

    def ask(path, method="GET", **headers):
        connection = http.client.HTTPConnection("127.0.0.1", server.server_port, timeout=120)
        connection.request(method, path, headers=headers)
        answer = connection.getresponse()
        body = answer.read().decode()
        connection.close()
        return answer.status, body, answer.headers

    yield ask
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize(
    ("path", "status", "body"),
    [
        ("/", 200, "<p>home</p>"),
        ("/a/", 200, "<p>a</p>"),
        ("/a/?x=1", 200, "<p>a</p>"),
        ("/a", 301, ""),
        ("/none/", 404, "<p>lost</p>"),
        ("/zh/none/", 404, "<p>找不到</p>"),
        ("/../secret.txt", 404, "<p>lost</p>"),
        ("/%2e%2e/secret.txt", 404, "<p>lost</p>"),
    ],
)
def test_answers(ask, path, status, body):
    assert ask(path)[:2] == (status, body)


def test_every_answer_carries_the_policy(ask):
    for path in ("/", "/a/", "/none/", "/assets/runtime/1/python.wasm"):
        assert "default-src 'none'" in ask(path)[2]["Content-Security-Policy"], path


def test_hashed_files_are_kept_for_ever_and_pages_are_not(ask):
    assert "immutable" in ask("/assets/runtime/1/python.wasm")[2]["Cache-Control"]
    assert ask("/a/")[2]["Cache-Control"] == "no-cache"
    assert ask("/assets/runtime/1/missing.wasm")[2]["Cache-Control"] == "no-cache"


def test_a_precompressed_file_is_sent_to_who_takes_it(ask):
    status, body, headers = ask("/assets/runtime/1/python.wasm", **{"Accept-Encoding": "gzip, br"})
    assert (status, body, headers["Content-Encoding"]) == (200, "small", "br")
    assert headers["Content-Type"] == "application/wasm"
    assert ask("/assets/runtime/1/python.wasm")[1] == "wasm"


def test_head_has_the_length_and_no_body(ask):
    status, body, headers = ask("/a/", method="HEAD")
    assert (status, body, headers["Content-Length"]) == (200, "", "8")


def test_closing_cuts_the_connections_that_a_browser_keeps(tmp_path):
    (tmp_path / "index.html").write_text("home")
    server = serve(tmp_path)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    connection = http.client.HTTPConnection("127.0.0.1", server.server_port, timeout=120)
    connection.request("GET", "/")
    assert connection.getresponse().read() == b"home"
    server.shutdown()
    server.server_close()
    with pytest.raises((http.client.RemoteDisconnected, ConnectionError)):
        connection.request("GET", "/")
        connection.getresponse()
    connection.close()
