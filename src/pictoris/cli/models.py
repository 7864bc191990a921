"""`pictoris models …`: which there are, and bringing, choosing and removing them."""

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from pictoris import settings
from pictoris.cli.accounts import Data
from pictoris.flow import models as flow
from pictoris.models.pull import Wish

models = typer.Typer(help="Models that paint and describe.", no_args_is_help=True)

Name = Annotated[str, typer.Argument(help="Name of the model.")]


@models.command("list")
def list_(data: Data = None) -> None:
    """Show what is installed, and what can be pulled by name."""
    table = Table("name", "does", "licence", "commercial", "GB", "here")
    for one in flow.listed(settings.read(data=data)):
        here = "default" if one.is_default else "yes" if one.is_installed else ""
        does = f"{one.kind} for {one.family}" if one.kind == "lora" else ", ".join(one.does)
        commercial = "yes" if one.licence.commercial else "no"
        table.add_row(one.name, does, one.licence.name, commercial, f"{one.gigabytes:.1f}", here)
    Console().print(table)


@models.command()
def pull(
    name: Name,
    *,
    folder: Annotated[
        Path | None, typer.Option("--from", help="A folder (or the file of a LoRA) on this machine.")
    ] = None,
    source: Annotated[str, typer.Option(help="A repository of the hub, for one that has no name here.")] = "",
    file: Annotated[str, typer.Option(help="The file of that repository that is a LoRA.")] = "",
    family: Annotated[str, typer.Option(help="Its family, where its files do not say.")] = "",
    licence: Annotated[str, typer.Option(help="Its licence, where the catalogue does not know it.")] = "",
    in_place: Annotated[
        bool, typer.Option("--in-place", help="Use the files of --from where they are, without a copy.")
    ] = False,
    data: Data = None,
) -> None:
    """Bring a model onto this machine; started again, it goes on where it stopped."""
    wish = Wish(
        name=name, source=source, file=file, folder=folder, family=family, licence=licence, in_place=in_place
    )
    model = flow.pull(settings.read(data=data), wish)
    typer.echo(
        f"{model.name} is here: {model.family}, {len(model.files)} files, {model.size / 1e9:.2f} GB, {model.licence.name}."
    )


@models.command()
def use(name: Name, data: Data = None) -> None:
    """Make a model the one that is used when none is asked for."""
    model = flow.use(settings.read(data=data), name)
    typer.echo(f"{model.name} is used from now on (kind: {model.kind}); workers notice when they start.")


@models.command()
def remove(name: Name, data: Data = None) -> None:
    """Delete a model from this machine."""
    model = flow.remove(settings.read(data=data), name)
    typer.echo(
        f"{name} is gone." if model.is_owned else f"{name} is forgotten; its files stay in {model.path}."
    )
