"""From a finished site to its readers: published whole or not at all, and put back when it was a mistake."""


def register() -> None:
    """Pelican's entry: nothing to connect. The commands `newsroom publish` and `newsroom rollback` live here."""


__all__ = ["register"]
