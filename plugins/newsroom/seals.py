"""Seals: what was cut short, altered or put elsewhere since it was kept is told by one, and is then as if it were not there. Pure.

A checksum and the length: they find accidents, as in archives and pictures. Who forges what is kept could make any seal that holds no secret;
and what tells one content from another is no seal, but a digest.
"""

from zlib import crc32

#: Bytes of a seal.
SIZE = 8
_LENGTHS = (1 << 32) - 1
_BETWEEN = b"\x00"


def seal_of(*parts: str | bytes | memoryview) -> bytes:
    """The seal of parts in their order, each in its place."""
    told, length = 0, 0
    for part in parts:
        data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        told = crc32(data, crc32(_BETWEEN, told))
        length += len(data)
    return ((length & _LENGTHS) << 32 | told).to_bytes(SIZE, "little")
