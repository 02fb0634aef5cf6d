"""The clock: the one place where the time of day is read."""

import os
from collections.abc import Mapping
from datetime import UTC, datetime

VARIABLE = "SOURCE_DATE_EPOCH"


def now(environment: Mapping[str, str] = os.environ) -> datetime:
    """The moment of this build, in UTC: SOURCE_DATE_EPOCH (seconds since 1970, reproducible-builds.org) or the machine's clock.

    Raises ValueError when SOURCE_DATE_EPOCH is set to something that is not a number of seconds.
    """
    seconds = environment.get(VARIABLE, "").strip()
    if not seconds:
        return datetime.now(UTC)
    try:
        return datetime.fromtimestamp(int(seconds), UTC)
    except (ValueError, OverflowError, OSError) as error:
        raise ValueError(f"{VARIABLE} must be whole seconds since 1970, not {seconds!r}") from error
