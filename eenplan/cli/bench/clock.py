"""Two clocks: the one on the wall, and the one that runs only while the processor works for us.

Under load the first tells how busy the machine is; the second adds up this process and its database backend, and says
what Eenplan itself costs.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple


class Cost(NamedTuple):
    """Seconds of waiting, and seconds of work (0 where the system does not tell)."""

    wall: float
    work: float


def cost(connection, act: Callable[[], object]) -> Cost:
    """What it costs to do this, on this Django connection."""
    connection.ensure_connection()
    started = _now(connection)
    act()
    return Cost(*(after - before for before, after in zip(started, _now(connection), strict=True)))


def _now(connection) -> tuple[float, float]:
    return time.perf_counter(), time.process_time() + _backend(connection)


def _backend(connection) -> float:
    """Seconds that the process behind this connection has worked; Linux tells."""
    try:
        told = Path(f"/proc/{connection.connection.info.backend_pid}/schedstat").read_text()
    except OSError:
        return 0
    return int(told.split()[0]) / 1e9


def median(costs: Sequence[Cost], clock: str) -> float:
    return statistics.median(getattr(each, clock) for each in costs)


def p95(costs: Sequence[Cost], clock: str) -> float:
    """What 95 of 100 stay below."""
    seconds = [getattr(each, clock) for each in costs]
    return statistics.quantiles(seconds, n=20, method="inclusive")[18] if len(seconds) > 1 else seconds[0]


def ratio(these: Sequence[Cost], those: Sequence[Cost]) -> float:
    """How many times as much these cost as those: of the medians of work, or of waiting where work is not told."""
    clock = "work" if all(each.work for each in (*these, *those)) else "wall"
    return round(median(these, clock) / median(those, clock), 2)


def ms(seconds: float) -> float:
    return round(seconds * 1000, 2)
