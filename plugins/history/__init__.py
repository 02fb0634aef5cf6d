"""What a story said before: silent edits and lost addresses are told, and readers may see what changed. All of it from git."""


def register() -> None:
    """Pelican's entry. What listens is imported when it is wanted: it needs Pelican."""
    from .plugin import register as listen

    listen()


__all__ = ["register"]
