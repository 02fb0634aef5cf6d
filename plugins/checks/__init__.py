"""What the desk asks of a finished site: the audit of what was built, and what becomes public when."""


def register() -> None:
    """Pelican's entry: nothing to connect. The commands `newsroom audit` and `newsroom due` live here."""


__all__ = ["register"]
