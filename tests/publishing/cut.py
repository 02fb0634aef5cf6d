"""A line between two programs that breaks after so many bytes or at a request, and counts what was asked for."""

import re
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager


class Line:
    """`port` leads to `target` until `left` bytes have gone there; None never breaks. `asked` are the verbs and addresses of HTTP that went through, `sent` how many
    bytes were. It breaks as well at the first request that begins as `at` says, before that goes through or, where it is `unheard`, before its answer does.
    """

    def __init__(self, target: int, left: int | None, at: str, unheard: bool) -> None:
        self.target, self.left, self.at, self.unheard = target, left, at, unheard
        self.asked: list[tuple[str, str]] = []
        self.sent = 0
        self.has_broken = False
        self._is_due = False
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = self._listener.getsockname()[1]
        self._open: list[socket.socket] = []
        threading.Thread(target=self._listen, daemon=True).start()

    def close(self) -> None:
        for one in (self._listener, *self._open):
            one.close()

    def _listen(self) -> None:
        while True:
            try:
                here, _ = self._listener.accept()
                there = socket.create_connection(("127.0.0.1", self.target))
            except OSError:
                return
            self._open += [here, there]
            threading.Thread(target=self._pass, args=(here, there, True), daemon=True).start()
            threading.Thread(target=self._pass, args=(there, here, False), daemon=True).start()

    def _pass(self, source: socket.socket, sink: socket.socket, is_request: bool) -> None:
        try:
            while data := source.recv(4096):
                if self._breaks(data, is_request):
                    self.has_broken = True
                    break
                sink.sendall(data)
        except OSError:
            pass
        finally:
            for one in (source, sink):
                one.close()

    def _breaks(self, data: bytes, is_request: bool) -> bool:
        """Whether nothing goes through from here on."""
        if self.has_broken or not is_request:
            return self.has_broken or self._is_due
        self.sent += len(data)
        self.asked += re.findall(r"^(PUT|DELETE) (/\S*)", data.decode("latin-1"), re.MULTILINE)
        if self.left is not None:
            self.left -= len(data)
            if self.left <= 0:
                return True
        is_met = bool(self.at and re.match(self.at, data.decode("latin-1")))
        self._is_due = self._is_due or is_met
        return is_met and not self.unheard


@contextmanager
def line(target: int, left: int | None = None, *, at: str = "", unheard: bool = False) -> Iterator[Line]:
    made = Line(target, left, at, unheard)
    try:
        yield made
    finally:
        made.close()
