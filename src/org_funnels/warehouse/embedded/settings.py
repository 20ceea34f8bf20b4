"""Settings of the embedded server: one person's analytics on one machine.

Given on the command line at every start, so that a new release reaches old data folders.
A crash may lose the last fraction of a second of commits and never corrupts: `fsync` stays on.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import psutil

from org_funnels.warehouse.embedded.place import HOST

_MIB = 2**20
_SHARED_MEMORY = Path("/dev/shm")  # noqa: S108  (looked at, never written to)
_SHARED_MEMORY_NEEDED = 1024 * _MIB


def server_settings(port: int, *, fsync: bool) -> dict[str, str]:
    """Every setting that differs from PostgreSQL's own default."""
    memory = psutil.virtual_memory().total
    return {
        # Only this machine, and no socket file: its path may not be longer than 107 bytes.
        "listen_addresses": HOST,
        "port": str(port),
        "unix_socket_directories": "",
        "max_connections": "50",
        # memory
        "shared_buffers": _megabytes(memory // 8, 128, 1024),
        "effective_cache_size": _megabytes(memory // 2, 512, 16384),
        "work_mem": _megabytes(memory // 128, 16, 64),
        "maintenance_work_mem": _megabytes(memory // 32, 64, 512),
        "dynamic_shared_memory_type": _shared_memory_type(),
        # No replica reads the log of changes, so that a table filled in the transaction
        # that makes it is written once instead of twice.
        "wal_level": "minimal",
        "max_wal_senders": "0",
        "max_wal_size": "4GB",
        "checkpoint_timeout": "15min",
        "synchronous_commit": "off",
        "fsync": "on" if fsync else "off",
        # queries
        "random_page_cost": "1.1",
        "jit": "off",
        # what is written and shown
        "timezone": "UTC",
        "log_timezone": "UTC",
        "log_checkpoints": "off",
        "logging_collector": "off",
    }


def as_arguments(settings: dict[str, str]) -> list[str]:
    """The settings as options of the program `postgres`."""
    return [argument for name, value in settings.items() for argument in ("-c", f"{name}={value}")]


def _megabytes(size: int, least: int, most: int) -> str:
    return f"{min(max(size // _MIB, least), most)}MB"


def _shared_memory_type() -> str:
    """Files in the data folder where /dev/shm is too small for parallel joins.

    A container's is 64 MB unless told otherwise: "could not resize shared memory segment".
    """
    if not _SHARED_MEMORY.is_dir():
        return "posix"
    return "posix" if shutil.disk_usage(_SHARED_MEMORY).free >= _SHARED_MEMORY_NEEDED else "mmap"
