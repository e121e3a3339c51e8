"""The command `briefing schema`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from generator.cli import options
from generator.cli.show import show


@click.command("schema")
@options.root
@click.option(
    "--output",
    type=options.NonEmptyPath(file_okay=False, path_type=Path),
    help="The folder to write to.  [default: .briefing/schemas/ in the root]",
)
@options.jobs
@options.quiet
def schema_command(root: Path, output: Path | None, jobs: int, quiet: bool) -> None:
    """Write JSON Schemas of front matter and registers, for editors that read such.

    They have the keys of this site in them, so write them again when those change.
    """
    # Imported here, as other commands do not need it and start faster.
    from generator.build import STATE_FOLDER, to_problems  # noqa: PLC0415
    from generator.problems import Rejected  # noqa: PLC0415
    from generator.read.scan import FOLDERS  # noqa: PLC0415
    from generator.schema.write import write_schemas  # noqa: PLC0415
    from generator.write.guard import refuse_unsafe_output  # noqa: PLC0415

    folder = output or root / STATE_FOLDER / "schemas"
    try:
        if output is not None:  # what is in site/ is published, too
            refuse_unsafe_output(output, root, (*FOLDERS, "site"))
        files = write_schemas(root.resolve(), folder, jobs)
    except Rejected as rejected:
        show(to_problems(root.resolve(), rejected.findings))
        sys.exit(1)
    except OSError as error:
        raise click.ClickException(
            f"{error.filename or folder} cannot be written: {error.strerror}; "
            "name another folder with --output"
        ) from None
    if not quiet:
        for file in files:
            click.echo(file)
