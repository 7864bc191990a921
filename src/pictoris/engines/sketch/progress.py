"""How far a piece of work has come: told at every step, and ended when it is not wanted any more."""

from dataclasses import dataclass, replace

from pictoris.errors import Failed
from pictoris.ports import Array, Report, Stopped


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """One stretch of the work, from the fraction `first` to the fraction `last` of the whole."""

    report: Report
    stopped: Stopped
    first: float = 0.0
    last: float = 1.0

    def tell(self, share: float, preview: "Array | None" = None) -> None:
        """Tell how much of this stretch is done; raises `Failed("cancelled")` if nobody wants it any more."""
        if self.stopped():
            raise Failed("Job cancelled", code="cancelled")
        self.report(self.first + (self.last - self.first) * min(1.0, share), preview)

    def stretch(self, first: float, last: float) -> "Progress":
        """A part of this stretch, from one share of it to another."""
        length = self.last - self.first
        return replace(self, first=self.first + length * first, last=self.first + length * last)
