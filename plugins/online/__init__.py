"""Tries the addresses outside that stories lead to: `newsroom check --online`."""


def register() -> None:
    """Pelican's entry: nothing to connect. A build never asks the web; `newsroom check --online` does."""


__all__ = ["register"]
