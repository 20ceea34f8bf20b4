from __future__ import annotations

import subprocess
import sys

import psutil

from benchmarks.increments.memory import peak_of

_MIB = 2**20
# A process whose child holds 100 MiB for a moment.
_PARENT = (
    "import subprocess, sys; subprocess.run([sys.executable, '-c',"
    " 'import time; held = b\"x\" * (100 * 2**20); time.sleep(1)'])"
)


def test_the_memory_of_a_child_counts_too() -> None:
    with (
        subprocess.Popen([sys.executable, "-c", _PARENT]) as process,
        peak_of(psutil.Process(process.pid)) as peak,
    ):
        process.wait()

    assert 100 * _MIB < peak.bytes < 200 * _MIB


def test_nobody_holds_nothing() -> None:
    with peak_of(None) as peak:
        pass

    assert peak.bytes == 0
