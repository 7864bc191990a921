"""Measure everything, show it, write it down; exit code 1 if a target was missed.

python -m bench            everything
python -m bench tools      the picture tools only, on the screen only (or: painting, admission, server, words, diffusion)
"""

import os
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from bench import admission, diffusion, painting, report, server, tools, words
from bench.figures import Figure

PARTS = {
    "tools": tools.measure,
    "painting": painting.measure,
    "admission": admission.measure,
    "server": server.measure,
    "words": words.measure,
    "diffusion": diffusion.measure,
}


def main() -> int:
    chosen = sys.argv[1:] or list(PARTS)
    load = os.getloadavg()[0]
    figures: list[Figure] = []
    with TemporaryDirectory(prefix="pictoris-bench-") as folder:
        for part in chosen:
            for figure in PARTS[part](Path(folder)):
                print(f"{figure.what}: {figure.value:.4g} {figure.unit}", file=sys.stderr)
                figures.append(figure)
    report.show(figures)
    if len(chosen) == len(PARTS):
        report.write(figures, load)
    return 0 if all(figure.is_kept for figure in figures) else 1


if __name__ == "__main__":
    sys.exit(main())
