"""The modules of a QR code (ISO/IEC 18004:2015) for a run of bytes: level L, the first mask. Pure.

Nothing but the bytes changes from one code of a size to the next. So what is fixed (the patterns, the mask, the order in which bits are
placed) is made once for each size, and a code costs a third of a millisecond: a site has one for every story.
"""

from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import chain, compress, cycle, islice

#: Error correction bytes of a block, and number of blocks, of versions 1 to 40 at level L (table 9).
_CORRECTION = (
    7, 10, 15, 20, 26, 18, 20, 24, 30, 18, 20, 24, 26, 30, 22, 24, 28, 30, 28, 28,
    28, 28, 30, 30, 26, 28, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30,
)  # fmt: skip
_BLOCKS = (
    1, 1, 1, 1, 1, 2, 2, 2, 2, 4, 4, 4, 4, 4, 6, 6, 6, 6, 7, 8,
    8, 9, 9, 10, 12, 12, 12, 13, 14, 15, 16, 17, 18, 19, 19, 20, 21, 22, 24, 25,
)  # fmt: skip
_BYTES_MODE = 0b0100
_PADS = (0xEC, 0x11)
_DIGITS = bytes.maketrans(b"01", b"\0\1")


def symbol(data: bytes) -> list[bytes]:
    """The rows of the smallest code that holds `data`, from the top: a byte for each module, 1 where it is dark.

    Raises ValueError for more than the largest holds, 2,953 bytes.
    """
    version = _version_for(len(data))
    bits = _bits(_interleaved(_codewords(data, version), version))
    size, modules = _size(version), bytearray(_blank(version))
    for at in compress(_places(version), bits):
        modules[at] ^= 1
    return [bytes(modules[start : start + size]) for start in range(0, size * size, size)]


def _size(version: int) -> int:
    return 17 + 4 * version


@cache
def _version_for(length: int) -> int:
    """The smallest version for so many bytes: 4 bits say the mode, 8 or 16 the number."""
    for version in range(1, 41):
        if 4 + (8 if version < 10 else 16) + 8 * length <= 8 * _data_size(version):
            return version
    raise ValueError(f"no QR code holds {length} bytes")


@cache
def _data_size(version: int) -> int:
    """How many bytes a version holds without its error correction."""
    return len(_places(version)) // 8 - _CORRECTION[version - 1] * _BLOCKS[version - 1]


# --- From bytes to bits -------------------------------------------------------------------------------------------------


def _codewords(data: bytes, version: int) -> bytes:
    """The mode, the number of bytes, the bytes, four bits of nothing; then what fills the rest (7.4.9, 7.4.10).

    What fills it begins with a byte of zeros. No reader looks at it, and segno, which we draw the same codes as, has it so.
    """
    count_bits = 8 if version < 10 else 16
    head = _BYTES_MODE << count_bits | len(data)
    stream = (head << 8 * len(data) | int.from_bytes(data, "big")) << 4
    written = stream.to_bytes(len(data) + (count_bits + 8) // 8, "big")
    pads = islice(chain((0,), cycle(_PADS)), _data_size(version) - len(written))
    return written + bytes(pads)


def _interleaved(data: bytes, version: int) -> bytes:
    """All blocks byte by byte in turn, the shorter ones first; then their error correction likewise (7.6)."""
    blocks = list(_blocks(data, _BLOCKS[version - 1]))
    longest = len(blocks[-1])
    corrections = [_correction(block, _CORRECTION[version - 1]) for block in blocks]
    turns = [block[at] for at in range(longest) for block in blocks if at < len(block)]
    return bytes(turns) + bytes(byte for row in zip(*corrections, strict=True) for byte in row)


def _blocks(data: bytes, number: int) -> Iterator[bytes]:
    short, longer = divmod(len(data), number)
    start = 0
    for at in range(number):
        end = start + short + (at >= number - longer)
        yield data[start:end]
        start = end


def _correction(block: bytes, length: int) -> bytes:
    """What is left when the block is divided by the generator polynomial: Reed and Solomon's code over GF(256) (7.5.2)."""
    rests, rest = _rests(length), 0
    shift, mask = 8 * (length - 1), (1 << 8 * length) - 1
    for byte in block:
        rest = (rest << 8 & mask) ^ rests[rest >> shift ^ byte]
    return rest.to_bytes(length, "big")


@cache
def _rests(length: int) -> tuple[int, ...]:
    """Byte -> what it leaves, as a number of `length` bytes."""
    generator = [1]  # the product of (x - 2^n) for n below `length`, without its leading 1, highest power first
    root = 1
    for _ in range(length):
        generator = [a ^ _times(b, root) for a, b in zip([*generator, 0], [0, *generator], strict=True)]
        root = _times(root, 2)
    return tuple(
        int.from_bytes(bytes(_times(coefficient, byte) for coefficient in generator[1:]), "big") for byte in range(256)
    )


def _times(a: int, b: int) -> int:
    """The product in GF(256) modulo x^8 + x^4 + x^3 + x^2 + 1."""
    product = 0
    while b:
        product ^= a if b & 1 else 0
        a = a << 1 ^ (0x11D if a & 0x80 else 0)
        b >>= 1
    return product


def _bits(data: bytes) -> bytes:
    """A byte for each bit."""
    digits = f"{int.from_bytes(data, 'big'):0{8 * len(data)}b}"
    return digits.encode("ascii").translate(_DIGITS)


# --- What a size has in common -------------------------------------------------------------------------------------------


@lru_cache(maxsize=8)
def _blank(version: int) -> bytes:
    """The code of a size with all its patterns, and the mask where bits will stand."""
    size = _size(version)
    fixed = _fixed(version)
    return bytes(fixed.get((y, x), (x + y + 1) % 2) for y in range(size) for x in range(size))


@cache
def _places(version: int) -> tuple[int, ...]:
    """Where the bits stand, in their order: columns in pairs from the right, up and down in turn (7.7.3)."""
    size, fixed = _size(version), _fixed(version)
    rights = [right if right > 6 else right - 1 for right in range(size - 1, 0, -2)]  # column 6 is a pattern
    found = []
    for turn, right in enumerate(rights):
        for y in range(size) if turn % 2 else reversed(range(size)):
            found += [y * size + x for x in (right, right - 1) if (y, x) not in fixed]
    return tuple(found)


@cache
def _fixed(version: int) -> dict[tuple[int, int], int]:
    """(row, column) -> module of everything that holds no data."""
    size = _size(version)
    found = {(6, at): 1 - at % 2 for at in range(size)} | {(at, 6): 1 - at % 2 for at in range(size)}
    ends = _alignments(version)
    for y in ends:
        for x in ends:
            if (y, x) not in ((6, 6), (6, size - 7), (size - 7, 6)):
                found |= _square(y, x, 2)
    for y, x in ((3, 3), (3, size - 4), (size - 4, 3)):
        finder = _square(y, x, 4)  # its outermost ring is light
        found |= {at: module for at, module in finder.items() if 0 <= at[0] < size and 0 <= at[1] < size}
    found |= _format(size)
    if version >= 7:
        number = _with_check(version, 12, 0x1F25)
        for bit in range(18):
            y, x = bit // 3, size - 11 + bit % 3
            found[y, x] = found[x, y] = number >> bit & 1
    return found


def _square(y: int, x: int, radius: int) -> dict[tuple[int, int], int]:
    """Rings around a dark module: of radius 2 an alignment pattern, of radius 4 a finder pattern with the light around it."""
    light = (1,) if radius == 2 else (2, 4)
    return {
        (y + down, x + across): int(max(abs(down), abs(across)) not in light)
        for down in range(-radius, radius + 1)
        for across in range(-radius, radius + 1)
    }


def _alignments(version: int) -> list[int]:
    """The rows, which are the columns too, on which alignment patterns stand (annex E)."""
    if version == 1:
        return []
    number = version // 7 + 2
    step = (version * 8 + number * 3 + 5) // (number * 4 - 4) * 2
    return [6, *sorted(_size(version) - 7 - step * at for at in range(number - 1))]


def _format(size: int) -> dict[tuple[int, int], int]:
    """Level L and mask 0, twice, and the module that is always dark (7.9.1)."""
    number = _with_check(0b01000, 10, 0x537) ^ 0x5412
    found = {}
    for bit in range(15):
        module = number >> bit & 1
        found[(bit + (bit > 5), 8) if bit < 8 else (size - 15 + bit, 8)] = module
        found[(8, size - 1 - bit) if bit < 8 else (8, 15 - bit - (bit > 8))] = module
    return found | {(size - 8, 8): 1}


def _with_check(number: int, length: int, generator: int) -> int:
    """A number followed by what is left when it is divided by the generator: the code of Bose, Chaudhuri and Hocquenghem."""
    rest = number << length
    for bit in reversed(range(length, length + number.bit_length())):
        if rest >> bit & 1:
            rest ^= generator << bit - length
    return number << length | rest
