"""A line between two programs that breaks after so many bytes, and counts what was asked for."""

import re
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager


class Line:
    """`port` leads to `target` until `left` bytes have gone there; None never breaks. `asked` are the verbs and addresses of HTTP that went through, `sent` how many
    bytes were."""

    def __init__(self, target: int, left: int | None) -> None:
        self.target, self.left = target, left
        self.asked: list[tuple[str, str]] = []
        self.sent = 0
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = self._listener.getsockname()[1]
        self._open: list[socket.socket] = []
        threading.Thread(target=self._listen, daemon=True).start()

    @property
    def has_broken(self) -> bool:
        return self.left is not None and self.left <= 0

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

    def _pass(self, source: socket.socket, sink: socket.socket, counted: bool) -> None:
        try:
            while data := source.recv(4096):
                if counted:
                    self.sent += len(data)
                    self.asked += re.findall(r"^(PUT|DELETE) (/\S*)", data.decode("latin-1"), re.MULTILINE)
                    if self.left is not None:
                        self.left -= len(data)
                        if self.left <= 0:
                            break
                sink.sendall(data)
        except OSError:
            pass
        finally:
            for one in (source, sink):
                one.close()


@contextmanager
def line(target: int, left: int | None = None) -> Iterator[Line]:
    made = Line(target, left)
    try:
        yield made
    finally:
        made.close()
