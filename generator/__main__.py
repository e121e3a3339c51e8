"""`python -m generator` and the command `briefing`."""

import gc
import signal
import sys


def run() -> None:
    """Run the command line; Ctrl-C ends it cleanly even while it is still being loaded."""
    # A command lives for seconds and its values hold no cycles: looking for some costs part of
    # that and, by its peak memory, finds nothing.
    gc.disable()
    # As with Ctrl-C, what was begun is put in order and other processes are ended.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    try:
        from generator.cli import main  # noqa: PLC0415 - loading takes long enough to be interrupted

        main()
    except KeyboardInterrupt:
        sys.stderr.write("stopped\n")
        sys.exit(130)


if __name__ == "__main__":
    run()
