"""`pictoris keys …` and `pictoris credits …`: what an operator does to accounts."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from pictoris import settings
from pictoris.flow import enroll
from pictoris.flow.context import Context
from pictoris.wiring import close_context, open_context

keys = typer.Typer(help="API keys.", no_args_is_help=True)
credits_ = typer.Typer(help="Credits.", no_args_is_help=True)

Data = Annotated[Path | None, typer.Option("--data", help="Data folder; default: PICTORIS_DATA or ./data.")]


@keys.command()
def create(
    email: Annotated[str, typer.Argument(help="Address of the account; it is opened if there is none.")],
    plan: Annotated[str | None, typer.Option(help="Plan of the account.")] = None,
    credits: Annotated[  # noqa: A002 - the name of the option
        int | None, typer.Option(min=0, help="Credits to begin with; default: the plan's quota.")
    ] = None,
    data: Data = None,
) -> None:
    """Make an API key and print it; it is shown this once."""
    with _opened(data) as context:
        key = enroll.issue_key(context, email, plan=plan, credits_=credits)
    typer.echo(key)


@keys.command()
def revoke(key: Annotated[str, typer.Argument(help="The key.")], data: Data = None) -> None:
    """Let a key open nothing any more; servers notice within seconds."""
    with _opened(data) as context:
        enroll.revoke_key(context, key)


@credits_.command()
def grant(
    email: Annotated[str, typer.Argument(help="Address of the account.")],
    amount: Annotated[int, typer.Argument(help="Credits to add.")],
    data: Data = None,
) -> None:
    """Add credits to an account."""
    with _opened(data) as context:
        enroll.grant(context, email, amount)
    typer.echo(f"{email} has {amount} credits more.")


@contextmanager
def _opened(data: Path | None) -> Iterator[Context]:
    context = open_context(settings.read(data=data))
    try:
        yield context
    finally:
        close_context(context)
