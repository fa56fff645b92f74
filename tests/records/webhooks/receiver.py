"""A receiver on this machine: keeps what it was sent, and answers as it is told to."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


class Receiver:
    """`answers` are status codes for the next requests, 200 when they are used up; `heard` is what came.

    What bears an id of `refused` is answered 503, whenever it comes.
    """

    def __init__(self) -> None:
        self.heard: list[tuple[str, dict[str, str], bytes]] = []
        self.answers: list[int] = []
        self.refused: set[str] = set()
        self.address = ""


@contextmanager
def receiver() -> Iterator[Receiver]:
    kept = Receiver()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            kept.heard.append((self.path, {k.lower(): v for k, v in self.headers.items()}, body))
            is_refused = self.headers["webhook-id"] in kept.refused
            self.send_response(503 if is_refused else kept.answers.pop(0) if kept.answers else 200)
            self.send_header("Location", "/elsewhere")
            self.end_headers()
            self.wfile.write("收到".encode())

        def log_message(self, *said: Any) -> None: ...

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    kept.address = f"http://127.0.0.1:{server.server_port}/hook?for=hengxian"
    try:
        yield kept
    finally:
        server.shutdown()
        server.server_close()
