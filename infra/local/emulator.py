"""The local AWS's process. It ends, saving its state, when the process that started it ends, however that happens.

Run as a program: `python -P emulator.py PARENT HOST:PORT`, with ministack's settings in the environment.
"""

import ctypes
import os
import runpy
import signal
import sys

PR_SET_PDEATHSIG = 1

if __name__ == "__main__":
    _, parent, address = sys.argv
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
    if os.getppid() != int(parent):
        sys.exit("The stack ended before its local AWS began.")
    # As ministack serves itself in the background; its own command would bind the port that its state is named by.
    # No workers means in this very process: one of its own would outlive it.
    served = ["--bind", address, "--workers", "0", "--graceful-timeout", "1", "--keep-alive", "75"]
    sys.argv[1:] = ["ministack.app:app", *served]
    runpy.run_module("hypercorn", run_name="__main__")
