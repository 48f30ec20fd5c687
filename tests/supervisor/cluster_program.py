"""Run a cluster as whoever starts this, and print as whom PostgreSQL runs: python cluster_program.py [--no-namespaces] HOME."""

import ctypes
import platform
import sys
from pathlib import Path

from prime.supervisor.children import Child
from prime.supervisor.cluster import Cluster

PR_SET_SECCOMP, PR_SET_NO_NEW_PRIVS, SECCOMP_MODE_FILTER = 22, 38, 2
LOAD, JUMP_IF_EQUAL, RETURN = 0x20, 0x15, 0x06
REFUSE, ALLOW = 0x00050001, 0x7FFF0000
UNSHARE = {"x86_64": 272, "aarch64": 97}


class Instruction(ctypes.Structure):
    """One instruction of a seccomp filter (linux/filter.h)."""

    _fields_ = (("code", ctypes.c_ushort), ("jt", ctypes.c_ubyte), ("jf", ctypes.c_ubyte), ("k", ctypes.c_uint))


class Program(ctypes.Structure):
    """A seccomp filter."""

    _fields_ = (("length", ctypes.c_ushort), ("filter", ctypes.POINTER(Instruction)))


def block_namespaces() -> None:
    """Refuse unshare() to this process and its children, as Docker's default profile does."""
    instructions = (Instruction * 4)(
        Instruction(LOAD, 0, 0, 0),
        Instruction(JUMP_IF_EQUAL, 0, 1, UNSHARE[platform.machine()]),
        Instruction(RETURN, 0, 0, REFUSE),
        Instruction(RETURN, 0, 0, ALLOW),
    )
    libc = ctypes.CDLL(None, use_errno=True)
    libc.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    if libc.prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, ctypes.byref(Program(4, instructions)), 0, 0) != 0:
        raise OSError(ctypes.get_errno(), "no seccomp")


def main() -> None:
    """Start, print `IDENTITY UID DATA`, stop; twice, since the second start takes other paths."""
    if sys.argv[1] == "--no-namespaces":
        block_namespaces()
    for _ in range(2):
        cluster = Cluster(Path(sys.argv[-1]))
        with Child(cluster.service()) as child:
            cluster.provision()
            uid = Path(f"/proc/{child.process.pid}").stat().st_uid
            print(cluster.identity, uid, cluster.data, flush=True)


if __name__ == "__main__":
    main()
