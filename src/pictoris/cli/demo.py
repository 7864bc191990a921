"""`pictoris demo`: a real server on fresh data runs the tools on real pictures, over HTTP, and shows what came out."""

import json
import subprocess
import sys
from collections.abc import Callable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

from pictoris.cli.client import Client, Message, NoAnswer
from pictoris.cli.demo_steps import PICTURES, STEPS, Step
from pictoris.cli.local_server import local_server
from pictoris.errors import PictorisError


def run_demo(out: Path, *, console: Console | None = None) -> int:
    """Run every step on a server of our own and write the results into `out`; 0 if all of them worked."""
    console = console or Console()
    out.mkdir(parents=True, exist_ok=True)
    began = perf_counter()
    try:
        with TemporaryDirectory(prefix="pictoris-demo-") as folder:
            console.print("starting a server on fresh data …", highlight=False)
            with local_server(Path(folder)) as server:
                messages = _run_steps(server.client, out, console)
        failed = [step for step in STEPS if messages[step.name]["status"] != "DONE"]
        for step in failed:
            console.print(f"[red]✗[/] {step.title}: {messages[step.name].get('error')}")
        if not failed:
            _show(out, messages, perf_counter() - began, console)
    except PictorisError as error:
        console.print(f"[red]The demo failed:[/] {error.message}")
        return 1
    return 1 if failed else 0


def _run_steps(client: Client, out: Path, console: Console) -> Mapping[str, Message]:
    """Order everything at once, as a busy client would, and follow each job to its end."""
    needed = sorted({picture for step in STEPS for picture in step.pictures.values()})
    urls = {picture: client.upload(PICTURES / f"{picture}.png") for picture in needed}
    with _progress(console) as progress, ThreadPoolExecutor(len(STEPS)) as threads:
        rows = {step.name: progress.add_task(step.title, total=100) for step in STEPS}
        running: dict[str, Future[Message]] = {}
        for step in STEPS:
            fields = {role: urls[picture] for role, picture in step.pictures.items()} | dict(step.options)
            before = running.get(step.after)
            told = partial(_tell, progress, rows[step.name])
            job = _Job(client=client, step=step, fields=fields, target=out / step.file)
            running[step.name] = threads.submit(_run_step, job, before, told)
        return {name: future.result() for name, future in running.items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Job:
    """One step on its way."""

    client: Client
    step: Step
    fields: Mapping[str, object]
    target: Path


def _run_step(job: _Job, before: Future[Message] | None, told: Callable[[int], None]) -> Message:
    """Order one job and follow it; first wait for the message that it is about, and give up if that failed."""
    origin = None if before is None else before.result()
    if origin is not None and origin["status"] != "DONE":
        return origin
    continued = {} if origin is None else {"messageId": origin["messageId"]}
    message = job.client.follow(job.client.submit(job.step.path, {**job.fields, **continued}), told)
    if message["status"] == "DONE" and "content" not in message:
        job.client.download(message["uri"], job.target)
    return message


def _tell(progress: Progress, row: TaskID, percent: int) -> None:
    progress.update(row, completed=percent)


def _progress(console: Console) -> Progress:
    return Progress(
        TextColumn("{task.description}"),
        BarColumn(bar_width=28),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        console=console,
    )


def _show(out: Path, messages: Mapping[str, Message], seconds: float, console: Console) -> None:
    words = {
        step.pictures["url"]: list(messages[step.name]["content"]) for step in STEPS if "url" in step.pictures
    }
    (out / "descriptions.json").write_text(
        json.dumps(words, ensure_ascii=False, indent=2) + "\n", encoding="utf-8"
    )
    _draw_sheet(out)
    for step in STEPS:
        if "content" not in messages[step.name]:
            console.print(f"[green]✓[/] {out / step.file}", highlight=False)
    console.print(f"[green]✓[/] {out / 'descriptions.json'}", highlight=False)
    console.print(
        f"[green]✓[/] [bold]{out / 'contact-sheet.png'}[/]: everything on one sheet", highlight=False
    )
    console.print(f"\n{len(STEPS)} jobs in {seconds:.1f} s, server start and stop included.", highlight=False)
    console.print("The same with curl, while `make serve` runs (it prints the key):\n", highlight=False)
    for line in curl_lines():
        console.print(line, highlight=False, soft_wrap=True, markup=False)


def _draw_sheet(out: Path) -> None:
    """Pillow stays out of this process, which shares its code with the API."""
    drawn = subprocess.run(
        [sys.executable, "-m", "pictoris.cli.contact_sheet", str(out)],
        capture_output=True,
        text=True,
        check=False,
    )
    if drawn.returncode != 0:
        raise NoAnswer(f"The contact sheet could not be drawn: {drawn.stderr.strip()[-500:]}")


def curl_lines() -> list[str]:
    """What the demo did, as lines for a shell: upload a picture, order each kind of job once, look at it."""
    lines = [
        "export PICTORIS=http://127.0.0.1:8080 KEY=<your key>",
        'curl -s $PICTORIS/api/v1/upload -H "Authorization: Bearer $KEY" -F file=@picture.png',
    ]
    seen = set()
    for step in STEPS:
        if step.path not in seen:
            seen.add(step.path)
            lines.append(
                f'curl -s $PICTORIS{step.path} -H "Authorization: Bearer $KEY"'
                f" -H 'Content-Type: application/json' -d '{json.dumps(_shown(step), ensure_ascii=False)}'"
            )
    lines.append('curl -s $PICTORIS/api/v1/message/fetch/<messageId> -H "Authorization: Bearer $KEY"')
    return lines


def _shown(step: Step) -> dict[str, object]:
    """The fields of a step, with words in the place of what only a run knows."""
    origin = {"messageId": "<messageId>"} if step.after else {}
    return (
        origin | {role: f"<url of {picture}>" for role, picture in step.pictures.items()} | dict(step.options)
    )
