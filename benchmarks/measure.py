"""How time and memory are measured.

Time is told as a ratio: to lxml's bare parse of the same bytes, in the same run. Every
sample of a row stands between two samples of that floor, and the rows take turns, so that
a machine that slows down for a while slows both. Medians are reported, of processor time,
which other programs on the machine disturb less than the time on the wall. Garbage
collection is left as a user has it: switched on, its work counted, and so is the work of
dropping what a call returns.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

Call = Callable[[], object]

_SAMPLE = 0.02  # seconds that a sample lasts at least, for quick calls
_ENOUGH = 6.0  # seconds of samples after which a slow row is not repeated any more
# Where processor time is told in big steps (Windows: 16 ms), samples are too short for it.
_clock = time.process_time if time.get_clock_info("process_time").resolution < 1e-4 else time.perf_counter  # noqa: PLR2004


@dataclass(frozen=True, slots=True)
class Timing:
    """What was measured of one row.

    Attributes:
        seconds: Median processor time of one call.
        ratio: Median of the times of one call over the floor's beside it.
        samples: How many samples were taken.
    """

    seconds: float
    ratio: float
    samples: int


@dataclass(frozen=True, slots=True)
class Subject:
    """What is to be measured: *run*, against *floor*."""

    run: Call
    floor: Call


def measure(subjects: Mapping[str, Subject], rounds: int) -> dict[str, Timing]:
    """Return the timing of each of *subjects*, which take turns for *rounds* rounds."""
    calls = {name: _calls(subject.run) for name, subject in subjects.items()}
    floors = {name: _calls(subject.floor) for name, subject in subjects.items()}
    seconds: dict[str, list[float]] = {name: [] for name in subjects}
    ratios: dict[str, list[float]] = {name: [] for name in subjects}
    for _ in range(rounds):
        for name, subject in subjects.items():
            if sum(seconds[name]) > _ENOUGH:
                continue
            before = _sample(subject.floor, floors[name])
            seconds[name].append(_sample(subject.run, calls[name]))
            after = _sample(subject.floor, floors[name])
            ratios[name].append(2 * seconds[name][-1] / (before + after))
    return {
        name: Timing(statistics.median(seconds[name]), statistics.median(ratios[name]), len(seconds[name]))
        for name in subjects
    }


def _calls(run: Call) -> int:
    """Return how many calls make a sample; calls once before, so that nothing is measured cold."""
    cold = _sample(run, 1)
    return 1 if cold > 1 else max(1, round(_SAMPLE / max(_sample(run, 1), 1e-6)))


def _sample(run: Call, calls: int) -> float:
    """Return the seconds that one call takes, out of *calls* in a row."""
    begin = _clock()
    for _ in range(calls):
        run()
    return (_clock() - begin) / calls


def start_up(commands: Mapping[str, Sequence[str]], rounds: int) -> dict[str, float]:
    """Return the median seconds that each of *commands* takes from start to end, taking turns.

    Raises:
        subprocess.CalledProcessError: A command failed.
    """
    seconds: dict[str, list[float]] = {name: [] for name in commands}
    for number in range(rounds + 1):
        for name, command in commands.items():
            begin = time.perf_counter()
            subprocess.run(command, check=True, capture_output=True)
            if number:  # the first round fills the caches of files and bytecode
                seconds[name].append(time.perf_counter() - begin)
    return {name: statistics.median(taken) for name, taken in seconds.items()}


_REPORT = """
try:
    with open("/proc/self/status") as status:
        peak = next(int(line.split()[1]) * 1024 for line in status if line.startswith("VmHWM"))
except (OSError, StopIteration):
    import resource, sys
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)
print(peak)
"""


def run_apart(program: str, *arguments: str) -> tuple[list[str], float]:
    """Run *program* in an interpreter of its own.

    Returns:
        The lines that it printed, and its peak memory above that of an interpreter that
        does nothing, in MiB. Linux gives the peak of the process itself; elsewhere it is
        what ``getrusage`` tells, which Windows does not have.

    Raises:
        subprocess.CalledProcessError: The program failed.
    """
    *lines, peak = _run(program + _REPORT, arguments)
    bare = _run(_REPORT, ())[-1]
    return lines, (int(peak) - int(bare)) / 2**20


def _run(program: str, arguments: Sequence[str]) -> list[str]:
    done = subprocess.run(
        [sys.executable, "-c", program, *arguments], check=True, stdout=subprocess.PIPE, text=True
    )
    return done.stdout.splitlines()
