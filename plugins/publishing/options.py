"""What a site may set of its publishing."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Options:
    """`PUBLISHING = {...}`.

    `keep` is how many former sites stay for `newsroom rollback`. `clock` writes the moment of the build into build.json: two builds of
    one commit then differ. `compress` are the ways in which copies of texts are compressed beside them: "gzip", "brotli", "zstd". `age` is for how many seconds a page in a store of
    objects may be kept without asking.
    """

    keep: int = 3
    clock: bool = False
    compress: tuple[str, ...] = ()
    age: int = 60
