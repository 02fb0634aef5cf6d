"""The site while it is written: served from memory on this machine, built again at every change, problems on top of the page."""


def register() -> None:
    """Pelican's entry: nothing to connect. The command `newsroom serve` lives here."""


__all__ = ["register"]
