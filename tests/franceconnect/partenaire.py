"""The web server of a partner: it publishes JSON documents that FranceConnect comes to read."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@contextmanager
def publier(document: Any) -> Iterator[str]:
    """The address where `document` can be read, until the end of the block."""
    corps = json.dumps(document).encode()

    class Serveur(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.end_headers()
            self.wfile.write(corps)

        def log_request(self, *args: Any) -> None:
            """Nothing on the console."""

    serveur = ThreadingHTTPServer(("127.0.0.1", 0), Serveur)
    fil = threading.Thread(target=serveur.serve_forever, args=(0.01,), daemon=True)
    fil.start()
    try:
        yield f"http://127.0.0.1:{serveur.server_port}/document"
    finally:
        serveur.shutdown()
        serveur.server_close()
        fil.join()
