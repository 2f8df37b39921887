"""Three engines behind one small class: start a browser, open an address, look into the page, use
mouse and keyboard. Knows nothing of the site.

Debian packages everything it needs. Chromium and WebKitGTK come with a driver that speaks the
W3C's WebDriver. Firefox comes without one (there is no geckodriver in Debian 12) but speaks the
W3C's WebDriver BiDi itself. Both protocols take the same descriptions of key presses and pointer
moves, so the engines differ here only in how they start and in three calls.
"""

import json
import os
import re
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.request import Request, urlopen

from websocket import WebSocket, create_connection

from builder.paths import STAMPS

PATIENCE = 180  # seconds; what takes WebKit 14 s on a quiet machine takes longer on a busy one
JSON = dict[str, Any]


class UnavailableError(Exception):
    """The engine cannot be had on this machine; the message says what is missing."""


class Tab:
    """One page in one engine. An engine fills in `goto`, `evaluate` and `perform`."""

    def goto(self, address: str) -> None:
        """Open the address and wait until it has loaded."""
        raise NotImplementedError

    def evaluate(self, function: str, *arguments: object) -> Any:
        """What this JavaScript function returns, through JSON; promises are not waited for."""
        raise NotImplementedError

    def perform(self, *sources: JSON) -> None:
        """Do what these sources of input describe, as in both protocols."""
        raise NotImplementedError

    def until(self, what: str, function: str, *arguments: object) -> Any:
        """Wait for a true value; `what` names it for the one who reads the failure.

        Raises:
            AssertionError: it did not come within `PATIENCE` seconds.
        """
        end = time.monotonic() + PATIENCE
        while not (found := self.evaluate(function, *arguments)):
            assert time.monotonic() < end, f"waited {PATIENCE} s in vain for: {what}"
            time.sleep(0.05)
        return found

    def see(self, selector: str) -> None:
        """Wait until an element of this selector is shown."""
        self.until(
            f"{selector} in sight",
            """(selector) => [...document.querySelectorAll(selector)]
                .some((element) => element.getClientRects().length > 0)""",
            selector,
        )

    def text(self, selector: str) -> str:
        """The words of the first element of this selector as they are shown."""
        return self.evaluate("(selector) => document.querySelector(selector).innerText", selector)

    def value(self, selector: str) -> str:
        """What the control of this selector holds."""
        return self.evaluate("(selector) => document.querySelector(selector).value", selector)

    def click(self, selector: str) -> None:
        """Scroll the first element of this selector into view and press it with the mouse."""
        self.see(selector)
        x, y = self.until(
            f"{selector} to lie under the pointer, covered by nothing",
            """(selector) => {
                const element = document.querySelector(selector);
                element.scrollIntoView({block: "center", behavior: "instant"});
                const {x, y, width, height} = element.getClientRects()[0];
                const point = [Math.floor(x + width / 2), Math.floor(y + height / 2)];
                const hit = document.elementFromPoint(...point);
                return element.contains(hit) && point;
            }""",
            selector,
        )
        self.perform(
            {
                "type": "pointer",
                "id": "mouse",
                "actions": [
                    {"type": "pointerMove", "x": x, "y": y},
                    {"type": "pointerDown", "button": 0},
                    {"type": "pointerUp", "button": 0},
                ],
            }
        )

    def type(self, text: str) -> None:
        """Press and release the key of each character, in the element that has the focus."""
        keys = [{"type": kind, "value": key} for key in text for kind in ("keyDown", "keyUp")]
        self.perform({"type": "key", "id": "keyboard", "actions": keys})


class WebDriverTab(Tab):
    """A session of W3C WebDriver, over HTTP."""

    def __init__(self, driver: str, capabilities: JSON) -> None:
        self.address = f"{driver}/session"
        session = self._call("POST", "", {"capabilities": {"alwaysMatch": capabilities}})
        self.address += "/" + session["sessionId"]

    def _call(self, method: str, path: str, body: JSON | None = None) -> Any:
        data = None if body is None else json.dumps(body).encode()
        request = Request(self.address + path, data, method=method)
        request.add_header("Content-Type", "application/json")
        try:
            with urlopen(request, timeout=PATIENCE) as answer:
                return json.load(answer)["value"]
        except HTTPError as error:
            with error:
                raise RuntimeError(f"{method} {path}: {error.read().decode()[:500]}") from None

    def goto(self, address: str) -> None:
        """Open the address and wait until it has loaded."""
        self._call("POST", "/url", {"url": address})

    def evaluate(self, function: str, *arguments: object) -> Any:
        """What this JavaScript function returns, through JSON."""
        script = f"return JSON.stringify(({function})(...arguments) ?? null)"
        return json.loads(
            self._call("POST", "/execute/sync", {"script": script, "args": arguments})
        )

    def perform(self, *sources: JSON) -> None:
        """Do what these sources of input describe."""
        self._call("POST", "/actions", {"actions": sources})

    def close(self) -> None:
        """End the session and with it the browser."""
        self._call("DELETE", "")


class BiDiTab(Tab):
    """A session of W3C WebDriver BiDi, over a web socket that the browser itself opened."""

    def __init__(self, connection: WebSocket) -> None:
        self.connection = connection
        self.number = 0
        self._call("session.new", {"capabilities": {}})
        self.context = self._call("browsingContext.getTree", {})["contexts"][0]["context"]

    def _call(self, method: str, parameters: JSON) -> Any:
        self.number += 1
        command = {"id": self.number, "method": method, "params": parameters}
        self.connection.send(json.dumps(command))
        while (answer := json.loads(self.connection.recv())).get("id") != self.number:
            pass
        if answer["type"] == "error":
            raise RuntimeError(f"{method}: {answer['error']}: {answer['message']}")
        return answer["result"]

    def goto(self, address: str) -> None:
        """Open the address and wait until it has loaded."""
        target = {"context": self.context, "url": address, "wait": "complete"}
        self._call("browsingContext.navigate", target)

    def evaluate(self, function: str, *arguments: object) -> Any:
        """What this JavaScript function returns, through JSON."""
        call = {
            "functionDeclaration": f"(json) => JSON.stringify(({function})(...JSON.parse(json))"
            " ?? null)",
            "arguments": [{"type": "string", "value": json.dumps(arguments)}],
            "target": {"context": self.context},
            "awaitPromise": False,
        }
        answer = self._call("script.callFunction", call)
        if answer["type"] == "exception":
            raise RuntimeError(answer["exceptionDetails"]["text"])
        return json.loads(answer["result"]["value"])

    def perform(self, *sources: JSON) -> None:
        """Do what these sources of input describe."""
        self._call("input.performActions", {"context": self.context, "actions": sources})


@contextmanager
def chromium() -> Iterator[Tab]:
    """The Chromium of the other browser tests, through Debian's chromedriver."""
    noted = STAMPS / "chromium"
    named = os.environ.get("CHROMIUM") or (noted.read_text() if noted.is_file() else "")
    browser = _program(named or "chromium", "google-chrome", package="chromium")
    driver = _program("chromedriver", package="chromium-driver")
    # The third is for containers, whose shared memory is often too small for a tab.
    arguments = ["--headless=new", "--no-sandbox", "--disable-dev-shm-usage"]
    options = {"binary": browser, "args": arguments}
    with _webdriver([driver], {"goog:chromeOptions": options}) as tab:
        yield tab


@contextmanager
def firefox() -> Iterator[Tab]:
    """Firefox, which speaks BiDi without a driver."""
    named = os.environ.get("FIREFOX", "firefox-esr")
    program = _program(named, "firefox", package="firefox-esr")
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile, ExitStack() as stack:
        said = Path(profile, "said")
        command = [program, "--headless", "--remote-debugging-port=0", "--profile", profile]
        # Firefox wants a home of its own to be the user's, which root's may not be.
        stack.enter_context(_running(command, {"HOME": profile}, said))
        address = _wait(lambda: re.search(r"WebDriver BiDi listening on (ws:\S+)", _read(said)))
        # A request that names an origin comes from a page, and Firefox refuses it.
        connection = create_connection(
            address[1] + "/session", timeout=PATIENCE, suppress_origin=True
        )
        stack.callback(connection.close)
        yield BiDiTab(connection)


@contextmanager
def webkit() -> Iterator[Tab]:
    """WebKitGTK's own small browser, on a screen that nobody sees: it has no headless mode."""
    driver = _program("WebKitWebDriver", package="webkit2gtk-driver")
    screen = _program("xvfb-run", package="xvfb and xauth")
    browsers = sorted(Path("/usr").glob("lib*/**/webkit*gtk-*/MiniBrowser"))
    if not browsers:
        raise UnavailableError("no MiniBrowser here (Debian: apt-get install webkit2gtk-driver)")
    options = {"binary": str(browsers[-1]), "args": ["--automation"]}
    extra = {}
    if os.geteuid() == 0:  # its sandbox does not work for root, as on a build machine
        extra["WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS"] = "1"
    command = [screen, "-a", "-s", "-screen 0 1280x1024x24", driver]
    with _webdriver(command, {"webkitgtk:browserOptions": options}, extra) as tab:
        yield tab


ENGINES: dict[str, Callable[[], Any]] = {
    "Chromium": chromium,
    "Firefox": firefox,
    "WebKit": webkit,
}


@contextmanager
def _webdriver(
    command: list[str], capabilities: JSON, extra: dict[str, str] | None = None
) -> Iterator[Tab]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as home:
        said = Path(home, "said")
        with _running([*command, f"--port={port}"], {"HOME": home, **(extra or {})}, said):
            _wait(lambda: _listening(port))
            tab = WebDriverTab(f"http://127.0.0.1:{port}", capabilities)
            try:
                yield tab
            finally:
                tab.close()


@contextmanager
def _running(command: list[str], extra: dict[str, str], said: Path) -> Iterator[None]:
    with said.open("wb") as out:
        process = subprocess.Popen(
            command,
            env={**os.environ, **extra},
            stdout=out,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    try:
        yield
    finally:
        # The whole group: a driver leaves its browser, xvfb-run its screen.
        with suppress(ProcessLookupError):
            os.killpg(process.pid, 15)
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, 9)
            process.wait()


def _program(*names: str, package: str) -> str:
    for name in names:
        if found := shutil.which(name):
            return found
    raise UnavailableError(f"no {names[0]} here (Debian: apt-get install {package})")


def _wait(for_what: Callable[[], Any]) -> Any:
    end = time.monotonic() + PATIENCE
    while not (found := for_what()):
        assert time.monotonic() < end, "the browser did not start"
        time.sleep(0.05)
    return found


def _read(path: Path) -> str:
    return path.read_text("utf-8", errors="replace")


def _listening(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0
