"""The only file that asks the system what time it is; everything else receives a day or a number of seconds."""

from __future__ import annotations

import time
from datetime import date


def maintenant() -> float:
    """The protocol clock: epoch seconds."""
    return time.time()


def aujourdhui() -> date:
    """Today in the machine's time zone, the civil day of a space whose day is not pinned."""
    return date.today()


def ecoule() -> float:
    """Seconds since an arbitrary moment, never going back: for the age of a cache."""
    return time.monotonic()
