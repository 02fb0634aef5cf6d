"""What is taken for a picture: by the ending of its file's name."""

ENDINGS = frozenset(
    {".jpg", ".jpeg", ".png", ".webp", ".avif", ".gif", ".svg", ".tif", ".tiff", ".bmp", ".heic", ".heif"}
)


def is_picture(path: str) -> bool:
    """Whether a path, without query and anchor, names a picture."""
    _, dot, ending = path.rpartition("/")[2].rpartition(".")  # asked of every link of every story
    return dot + ending.lower() in ENDINGS
