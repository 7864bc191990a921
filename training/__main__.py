"""`python -m training STEP`: the steps of the making of `sketch`, each one command."""

import argparse
from collections.abc import Callable, Mapping
from pathlib import Path

from pictoris.ports import Paints
from training.recipe import RECIPES, Recipe

_WEIGHTS = Path("src/pictoris/weights")


def _corpus(_recipe: Recipe, asked: argparse.Namespace) -> None:
    from training.corpus.styles import draw

    if not asked.packages or not asked.styles:
        raise SystemExit(
            "Say where the unpacked npm packages lie (--packages) and where drawings go (--styles)."
        )
    for style, told in draw(asked.packages, asked.styles).items():
        print(f"{style}: {told.count} drawings of {told.package} {told.version} ({told.licence})")


def _autoencoder(recipe: Recipe, asked: argparse.Namespace) -> None:
    from training.fit_autoencoder import fit_autoencoder

    fit_autoencoder(recipe, asked.folder, asked.styles, asked.minutes)


def _data(recipe: Recipe, asked: argparse.Namespace) -> None:
    from training.dataset import build
    from training.fit_autoencoder import fitted

    build(recipe, fitted(recipe, asked.folder), asked.folder / "data", asked.styles)


def _painter(recipe: Recipe, asked: argparse.Namespace) -> None:
    from training.fit_painter import fit_painter

    fit_painter(recipe, asked.folder, asked.minutes)


def _export(recipe: Recipe, asked: argparse.Namespace) -> None:
    from training.export import export

    export(recipe, asked.folder, asked.to)


def _evaluate(recipe: Recipe, asked: argparse.Namespace) -> None:
    from training.evaluate.examine import examination
    from training.evaluate.painters import by_engine, dreamer, there_and_back

    engine = _engine(asked.engine) if asked.engine else None
    paint = by_engine(engine, recipe.side) if engine else dreamer(recipe, asked.folder).painter()
    examination(recipe, asked.folder, asked.out, paint, there_and_back(recipe, asked.folder))


def _engine(name: str) -> Paints:
    from pictoris.bench.engines import open_engines
    from pictoris.engines.onnx.sessions import Graphs

    return next(one for one in open_engines(Graphs(), (), {}).painters if one.name == name)


def _choose(recipe: Recipe, asked: argparse.Namespace) -> None:
    from training.evaluate.choose import COUNTS, choose_guidance, choose_times, walks
    from training.evaluate.examine import CHOICE, Judge, asked_of
    from training.evaluate.painters import dreamer

    judge, dreams = Judge(recipe, asked.folder), dreamer(recipe, asked.folder)
    questions = asked_of(recipe, judge, CHOICE, COUNTS, unseen=False)
    choose_times(walks(dreams, questions))
    choose_guidance(judge, questions, dreams.painter)


_STEPS: Mapping[str, Callable[[Recipe, argparse.Namespace], None]] = {
    "corpus": _corpus,
    "autoencoder": _autoencoder, "data": _data, "painter": _painter,
    "export": _export, "choose": _choose, "evaluate": _evaluate,
}  # fmt: skip


def main() -> None:
    """Run one step."""
    parser = argparse.ArgumentParser(prog="python -m training", description=__doc__)
    parser.add_argument("step", choices=_STEPS)
    parser.add_argument("--recipe", choices=RECIPES, default="cpu")
    parser.add_argument("--folder", type=Path, default=Path("training-out"), help="where states and data lie")
    parser.add_argument("--out", type=Path, default=Path("training-out/examination"), help="of `evaluate`")
    parser.add_argument("--engine", help="examine an engine of the package instead of the checkpoint")
    parser.add_argument("--styles", type=Path, help="drawings of other styles (`corpus`)")
    parser.add_argument("--packages", type=Path, help="unpacked npm packages, for `corpus`")
    parser.add_argument("--minutes", type=float, default=1e9, help="of this leg")
    parser.add_argument("--to", type=Path, default=_WEIGHTS, help="where the exported graphs go")
    asked = parser.parse_args()
    _STEPS[asked.step](RECIPES[asked.recipe], asked)


if __name__ == "__main__":
    main()
