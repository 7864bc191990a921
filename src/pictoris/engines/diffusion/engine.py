"""Fills `Paints` with diffusers; torch is loaded in the process that paints, at its first picture."""

import threading
from collections.abc import Mapping, Sequence
from importlib.util import find_spec
from typing import TYPE_CHECKING

from pictoris.engines.diffusion import loras
from pictoris.engines.diffusion.batching import Batches
from pictoris.engines.diffusion.families import FAMILIES, Family
from pictoris.engines.diffusion.flags import flags_of
from pictoris.engines.diffusion.options import LoraFile, ModelFolder, Options
from pictoris.engines.diffusion.planning import Cell, Kind, Plan, choose, make_plan
from pictoris.errors import Failed
from pictoris.nouns import Json
from pictoris.ports import Abilities, Array, Brief, Painted, Report, Stopped

if TYPE_CHECKING:
    from pictoris.engines.diffusion.loading import Loaded
    from pictoris.engines.diffusion.painting import Done, Painter


def is_installed() -> bool:
    """Whether the extra `[diffusion]` is there; nothing of it is loaded."""
    return all(find_spec(name) is not None for name in ("torch", "diffusers", "transformers"))


class Diffusion:
    """Diffusion models that the operator has pulled; safe to call from several threads, which then share batches."""

    name = "diffusion"

    def __init__(
        self,
        models: Sequence[ModelFolder],
        known_loras: Sequence[LoraFile] = (),
        options: Options | None = None,
    ) -> None:
        """The first model is the engine's own choice. Nothing is loaded yet."""
        self._models = {one.name: one for one in models}
        self._loras = {one.name: one for one in known_loras}
        self._options = options or Options()
        self._opening = threading.Lock()
        self._painter: Painter | None = None
        self._batches: Batches[Kind, Cell, Done] | None = None

    def models(self) -> list[str]:
        """The models by name, the operator's choice first."""
        return list(self._models)

    def abilities(self, model: str = "") -> Abilities:
        """What a model can do, with those of its kind that help it out counted in.

        Raises `Failed("unknown_model")`.
        """
        family = self._family(self._known(model))
        helped = {task for task, names in family.better.items() if self._has(names)}
        return Abilities(
            tasks=family.tasks | frozenset(helped),
            flags=flags_of(family),
            fields=frozenset({"steps", "cfg_scale", "loras"}),
            side=family.side,
            multiple=family.multiple,
            longest=family.longest,
        )

    def paint(self, brief: Brief, report: Report, stopped: Stopped) -> list[Painted]:
        """Paint one picture for each seed.

        Raises `Failed`: `unknown_model`, `unknown_lora`, `lora_incompatible`, `task_not_possible`, `cancelled`,
        `out_of_memory`, `model_damaged`, `engine_failed`, `engine_misconfigured`.
        """
        model = choose(
            brief, self._known(brief.model), {name: one.family for name, one in self._models.items()}
        )
        loras.check(brief.loras, self._loras, model, self._models[model].family)
        plan = make_plan(brief, model, self._family(model))

        def show(fraction: float, previews: "Sequence[Array | None]") -> None:
            report(min(fraction, 0.99), plan.sheet(previews))

        done = self._opened().do(plan.kind, plan.cells, show, stopped)
        painted = _painted(plan, done)
        report(1.0, None)
        return painted

    def loaded(self) -> list[str]:
        """The models that hold memory now."""
        return self._painter.loaded() if self._painter else []

    def put(self, model: str, loaded: "Loaded") -> None:
        """Take in a model that is in memory already, in place of loading its folder."""
        self._opened()
        if self._painter:
            self._painter.put(model, loaded)

    def unload(self) -> None:
        """Give the memory of all models back; the next picture loads them again."""
        if self._painter:
            self._painter.unload()

    def _opened(self) -> "Batches[Kind, Cell, Done]":
        """The batches, made at the first picture: importing torch takes seconds and 500 MB."""
        if not is_installed():
            raise Failed(
                "Diffusion needs the extra: ask the operator to install pictoris[diffusion].",
                code="engine_misconfigured",
            )
        with self._opening:
            if self._batches is None:
                from pictoris.engines.diffusion.painting import Painter  # noqa: PLC0415 - see above

                self._painter = Painter(self._models, self._loras, self._options)
                self._batches = Batches(
                    self._painter.run, most=self._painter.most, wait=self._options.batch_wait
                )
            return self._batches

    def _known(self, model: str) -> str:
        if not self._models:
            raise Failed(
                "No diffusion model is installed: `pictoris models pull` fetches one.", code="unknown_model"
            )
        if model and model not in self._models:
            raise Failed(
                f"There is no model {model!r}; there are: {', '.join(self._models)}.", code="unknown_model"
            )
        return model or next(iter(self._models))

    def _family(self, model: str) -> Family:
        return FAMILIES[self._models[model].family]

    def _has(self, families: Sequence[str]) -> bool:
        return any(one.family in families for one in self._models.values())


def _painted(plan: Plan, done: "Sequence[Done]") -> list[Painted]:
    """The pictures of all seeds, put together from their boxes."""
    each = len(plan.boxes)
    made = []
    for start in range(0, len(done), each):
        group = done[start : start + each]
        said = dict.fromkeys([*plan.warnings, *(one for part in group for one in part.warnings)])
        picture = plan.finish([part.pixels for part in group])
        made.append(Painted(pixels=picture, notes=_notes(plan, plan.cells[start].seed), warnings=tuple(said)))
    return made


def _notes(plan: Plan, seed: int) -> Mapping[str, Json]:
    kind = plan.kind
    return {
        "model": kind.model,
        "seed": seed,
        "steps": kind.steps,
        "guidance": kind.guidance,
        "strength": kind.strength,
    }
