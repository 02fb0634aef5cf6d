"""Other people's articles as our Markdown. A command only: Pelican has nothing to do here."""


def register() -> None:
    """Pelican asks every plugin for this; the importers listen to nothing."""


__all__ = ["register"]
