"""`python -m generator` and the command `briefing`."""

import gc
import signal
import sys


def run() -> None:
    """Run the command line; Ctrl-C ends it cleanly even while it is still being loaded."""
    # A command runs for seconds and makes hardly any reference cycles: looking for some would slow
    # it down and, as its peak memory shows, free nothing.
    gc.disable()
    # As after Ctrl-C, temporary files are removed and child processes are ended.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    try:
        from generator.cli import main  # noqa: PLC0415 - loading takes long enough to be interrupted

        main()
    except KeyboardInterrupt:
        sys.stderr.write("stopped\n")
        sys.exit(130)


if __name__ == "__main__":
    run()
