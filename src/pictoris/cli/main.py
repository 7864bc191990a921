"""`pictoris`: reads the line, calls the command, and turns our errors into one sentence and an exit code."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from pictoris.cli import accounts, checks, demo, models, server
from pictoris.errors import PictorisError

app = typer.Typer(
    help="The self-hosted image API.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
app.add_typer(accounts.keys, name="keys")
app.add_typer(accounts.credits_, name="credits")
app.add_typer(models.models, name="models")
app.command()(server.serve)
app.command()(server.worker)
app.command()(checks.migrate)
app.command()(checks.doctor)


@app.command("demo")
def run_demo(
    out: Annotated[Path, typer.Option(help="Folder for the results.")] = Path("demo-out"),
) -> None:
    """Start a server on fresh data, run the tools on the demo pictures, and show what came out."""
    raise typer.Exit(demo.run_demo(out))


def main() -> None:
    """The entry point of the `pictoris` command."""
    try:
        app()
    except PictorisError as error:
        sys.stderr.write(f"pictoris: {error.message}\n")
        sys.exit(2)


if __name__ == "__main__":
    main()
