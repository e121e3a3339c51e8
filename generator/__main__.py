"""`python -m generator` and the command `briefing`."""

import gc
import os
import signal
import sys


def run() -> None:
    """Run the command line; Ctrl-C ends it cleanly even while it is still being loaded."""
    # A command runs for seconds and makes hardly any reference cycles: looking for some would slow
    # it down and, as its peak memory shows, free nothing.
    gc.disable()
    # Plugins would change how everything is validated, and to look for some takes time.
    os.environ["PYDANTIC_DISABLE_PLUGINS"] = "__all__"
    # No time is shown in the zone of the machine, which Babel would look up when it is loaded.
    os.environ["TZ"] = "UTC"
    # As after Ctrl-C, temporary files are removed and child processes are ended.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    _open_missing_streams()
    try:
        from generator.cli import main  # noqa: PLC0415 - loading takes long enough to be interrupted

        try:
            main()
        finally:
            if not sys.stdout.closed:  # as a language server leaves it
                sys.stdout.flush()  # while it can still be told that this fails
    except KeyboardInterrupt:
        sys.stderr.write("stopped\n")
        sys.exit(130)
    except OSError as error:
        # What is left in the buffer would fail again, at the very end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        reason = error.strerror or error
        sys.stderr.write(f"error: what this command prints cannot be written: {reason}\n")
        sys.exit(1)


def run_and_leave() -> None:
    """Do as `run` does, and then end at once.

    Python would free all objects first, which takes a tenth of the time of a small build.
    """
    code: object = 0
    try:
        run()
    except SystemExit as ended:
        code = ended.code or 0
    sys.stderr.flush()
    os._exit(code if isinstance(code, int) else 1)


def _open_missing_streams() -> None:
    """Open the standard streams that the caller closed, so that what is printed goes nowhere.

    Otherwise the first file that is opened would be in the place of one, and receive it.
    """
    while (stream := os.open(os.devnull, os.O_RDWR)) <= 2:  # noqa: PLR2004 - standard error
        pass
    os.close(stream)
    sys.stdout = sys.stdout or open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115
    sys.stderr = sys.stderr or open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115


if __name__ == "__main__":
    run_and_leave()
