"""``python -m kto``: the command kto."""

import os
import signal
import sys

from kto import _kto


def main() -> int:
    # As in the command itself, where Ctrl-C ends the process (or rolls back an import); an interpreter that
    # was started with the signal ignored leaves it so.
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    return _kto.command([os.fsencode(argument) for argument in sys.argv[1:]])


if __name__ == "__main__":
    sys.exit(main())
