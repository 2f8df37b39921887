"""Services on this machine that answer as documented: the Bot API, Telegram Gateway and Twilio.

Shapes are those of core.telegram.org/bots/api (making requests, getUpdates, sendMessage,
ResponseParameters), core.telegram.org/gateway/api (making requests, authorization,
sendVerificationMessage) and of Twilio's Message resource and error pages. Nothing else is imitated.
"""

import base64
import json
import threading
import urllib.parse
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

TOKEN = "123456:test-token"
ACCOUNT = "AC00000000000000000000000000000000"
SECRET = "twilio-test-secret"
GATEWAY = "gateway-test-token"


@dataclass
class Services:
    """What was asked for, and what to answer. `failures` are answered first, in order.

    A failure is (status, JSON body or None for a page in HTML, headers).
    """

    updates: list[dict[str, Any]] = field(default_factory=list)
    messages: list[dict[str, Any]] = field(default_factory=list)
    texts: list[dict[str, str]] = field(default_factory=list)
    polls: list[dict[str, Any]] = field(default_factory=list)
    codes: list[dict[str, Any]] = field(default_factory=list)
    on_telegram: frozenset[str] = frozenset()
    failures: list[tuple[int, Any, dict[str, str]]] = field(default_factory=list)
    requests: int = 0
    url: str = ""

    def bot(self, method: str, parameters: dict[str, Any]) -> tuple[int, Any]:
        if method == "getUpdates":
            self.polls.append(parameters)
            offset = parameters.get("offset", 0)
            self.updates = [u for u in self.updates if u["update_id"] >= offset]
            return 200, {"ok": True, "result": self.updates[:100]}
        if method == "sendMessage":
            if not 1 <= len(parameters["text"]) <= 4096:
                reason = "Bad Request: message is too long"
                return 400, {"ok": False, "error_code": 400, "description": reason}
            self.messages.append(parameters)
            return 200, {"ok": True, "result": {"message_id": len(self.messages)}}
        return 404, {"ok": False, "error_code": 404, "description": "Not Found"}

    def twilio(self, form: dict[str, str]) -> tuple[int, Any]:
        if len(form["Body"]) > 1600:
            return 400, {"code": 21617, "message": "body exceeds the limit", "status": 400}
        self.texts.append(form)
        return 201, {"sid": "SM1", "status": "queued", "num_segments": "1", **form}

    def gateway(self, headers: Any, parameters: dict[str, Any]) -> dict[str, Any]:
        if headers["Authorization"] != f"Bearer {GATEWAY}":
            return {"ok": False, "error": "ACCESS_TOKEN_INVALID"}
        if parameters["phone_number"] not in self.on_telegram:
            return {"ok": False, "error": "an error whose name is not documented"}
        self.codes.append(parameters)
        return {"ok": True, "result": {"request_id": "1", "request_cost": 0.01, **parameters}}

    def answer(self, path: str, headers: Any, body: bytes) -> tuple[int, Any, dict[str, str]]:
        self.requests += 1
        if self.failures:
            return self.failures.pop(0)
        if path.startswith(f"/bot{TOKEN}/"):
            return *self.bot(path.rsplit("/", 1)[1], json.loads(body)), {}
        if path == "/sendVerificationMessage":
            return 200, self.gateway(headers, json.loads(body)), {}
        if path == f"/2010-04-01/Accounts/{ACCOUNT}/Messages.json":
            login = base64.b64encode(f"{ACCOUNT}:{SECRET}".encode()).decode()
            if headers["Authorization"] != f"Basic {login}":
                return 401, {"code": 20003, "message": "Authenticate", "status": 401}, {}
            return *self.twilio(dict(urllib.parse.parse_qsl(body.decode()))), {}
        return 401, {"ok": False, "error_code": 401, "description": "Unauthorized"}, {}


@contextmanager
def running(services: Services) -> Iterator[Services]:
    """Serve `services` on a free port of this machine; the address is in `services.url`."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            status, answer, headers = services.answer(self.path, self.headers, body)
            raw = b"<html>" if answer is None else json.dumps(answer).encode()
            self.send_response(status)
            for name, value in {"Content-Length": str(len(raw)), **headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(raw)

        def log_message(self, format: str, *args: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        services.url = f"http://127.0.0.1:{server.server_port}"
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield services
        finally:
            server.shutdown()
            thread.join()
