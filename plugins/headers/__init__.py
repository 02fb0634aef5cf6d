"""What a server should say with each page: a strict Content-Security-Policy and the other headers that keep readers safe."""


def register() -> None:
    """Pelican's entry: connects the plugin's handlers. Imported here, so that naming the package costs nothing."""
    from .plugin import register as connect

    connect()


__all__ = ["register"]
