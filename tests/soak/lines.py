"""Lines that lose answers: between a browser and the web server, and between the web server and PostgreSQL.

A line reads what is asked, passes it on, and waits until it was answered: only then it decides, by lot, to
drop the answer. So the work is done and committed, and whoever asked does not know.
"""

import random
import socket
import threading
from contextlib import suppress

_PIECE = 65536


class Line:
    """Listens at an address and passes on to another, until closed."""

    def __init__(
        self, listener: socket.socket, target: str | tuple[str, int], share: float, seed: str
    ) -> None:
        self.share = share
        self.dropped = self.passed = 0
        self._target, self._listener = target, listener
        self._rng, self._lock = random.Random(seed), threading.Lock()
        listener.listen(64)
        threading.Thread(target=self._listen, daemon=True).start()

    def close(self) -> None:
        """Take no new connections."""
        self._listener.close()

    def loses(self) -> bool:
        """Draw whether this answer is dropped, and count it."""
        with self._lock:
            lost = self._rng.random() < self.share
            self.dropped += lost
            self.passed += not lost
            return lost

    def _listen(self) -> None:
        with suppress(OSError):
            while True:
                near, _ = self._listener.accept()
                threading.Thread(target=self._serve, args=[near], daemon=True).start()

    def _serve(self, near: socket.socket) -> None:
        family = socket.AF_UNIX if isinstance(self._target, str) else socket.AF_INET
        with near, socket.socket(family) as far, suppress(OSError):
            far.connect(self._target)
            self.carry(near, far)

    def carry(self, near: socket.socket, far: socket.socket) -> None:
        """Carry one connection from beginning to end."""
        raise NotImplementedError


class WebLine(Line):
    """Carries one request a connection: the whole answer of the web server comes back, or none of it."""

    def carry(self, near: socket.socket, far: socket.socket) -> None:
        threading.Thread(target=_pour, args=[near, far], daemon=True).start()
        answer = b""
        while piece := far.recv(_PIECE):
            answer += piece
        if answer and not self.loses():
            near.sendall(answer)
        with suppress(OSError):
            near.shutdown(socket.SHUT_RDWR)


class DatabaseLine(Line):
    """Carries questions to PostgreSQL; of some commits the answer is dropped, and the connection with it."""

    def carry(self, near: socket.socket, far: socket.socket) -> None:
        committing = threading.Event()
        threading.Thread(target=self._ask, args=[near, far, committing], daemon=True).start()
        while piece := far.recv(_PIECE):
            if committing.is_set():
                committing.clear()
                if self.loses():
                    break
            near.sendall(piece)
        for end in (near, far):
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)

    def _ask(self, near: socket.socket, far: socket.socket, committing: threading.Event) -> None:
        with suppress(OSError):
            while piece := near.recv(_PIECE):
                if b"COMMIT" in piece:
                    committing.set()
                far.sendall(piece)
            far.shutdown(socket.SHUT_WR)


def _pour(near: socket.socket, far: socket.socket) -> None:
    with suppress(OSError):
        while piece := near.recv(_PIECE):
            far.sendall(piece)


def web_line(port: int, share: float) -> tuple[WebLine, int]:
    """Return a line to a web server on this machine, and the port at which it listens."""
    listener = socket.socket(socket.AF_INET)
    listener.bind(("127.0.0.1", 0))
    own_port: int = listener.getsockname()[1]
    return WebLine(listener, ("127.0.0.1", port), share, f"web {port}"), own_port


def database_line(folder: str, own_folder: str, share: float) -> DatabaseLine:
    """Return a line to the PostgreSQL whose socket is in a folder; it listens in a folder of its own."""
    name = ".s.PGSQL.5432"
    listener = socket.socket(socket.AF_UNIX)
    listener.bind(f"{own_folder}/{name}")
    return DatabaseLine(listener, f"{folder}/{name}", share, "database")
