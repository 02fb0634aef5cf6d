"""Leads old addresses to new ones: of stories, topics, authors and sources, for any host."""


def register() -> None:
    """Pelican's entry: connects the plugin's handlers. Imported here, so that naming the package costs nothing."""
    from .plugin import register as connect

    connect()


__all__ = ["register"]
