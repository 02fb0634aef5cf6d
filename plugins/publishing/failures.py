"""What the system refused, in a writer's words. Pure."""

import errno

_WHY = {
    errno.ENOSPC: ("the disk is full", "make room on it, or keep fewer former sites: PUBLISHING = {\"keep\": 1}"),
    errno.EDQUOT: ("your share of the disk is full", "make room on it, or keep fewer former sites: PUBLISHING = {\"keep\": 1}"),
    errno.EROFS: ("the disk may only be read", "publish to a folder that can be written: -o FOLDER"),
    errno.EACCES: ("it may not be written by you", "let its owner publish, or give yourself the right to write there"),
    errno.EPERM: ("it may not be changed by you", "let its owner publish, or give yourself the right to write there"),
    errno.EBUSY: ("something else is mounted there", "publish to a folder below it: -o FOLDER"),
    errno.EXDEV: ("it lies on another disk than the folder around it", "publish to a folder below it: -o FOLDER"),
}  # fmt: skip


def words(error: OSError) -> str:
    """`the disk is full (output.new/index.html); make room on it`."""
    said, remedy = _WHY.get(error.errno or 0, ((error.strerror or str(error)).lower(), "mend that and publish again"))
    place = f" ({error.filename})" if error.filename else ""
    return f"{said}{place}; {remedy}"
