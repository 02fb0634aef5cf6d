"""What changes when a file does: its stamp, which is looked up at once, and the digest of its bytes, which decides."""

import os
from hashlib import blake2b

#: Size, time of the last change in nanoseconds, the same of its entry in the file system, inode.
Stamp = tuple[int, int, int, int]


def stamped(stat: os.stat_result) -> Stamp:
    return stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns, stat.st_ino


def digest_of(data: bytes) -> str:
    """32 hexadecimal digits."""
    return blake2b(data, digest_size=16).hexdigest()
