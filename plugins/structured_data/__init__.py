"""What a story says of itself to machines: schema.org, Open Graph, and its share picture."""


def register() -> None:
    """Pelican's entry: connects the plugin's handlers. Imported here, so that naming the package costs nothing."""
    from .plugin import register as connect

    connect()


__all__ = ["register"]
