"""A vision-language model: loaded without remote code or pickles, asked, and stopped between two words."""

from collections.abc import Callable, Sequence
from typing import Any

import torch
import transformers

from pictoris.engines.captioning.asks import Ask, CaptionModel
from pictoris.errors import Failed
from pictoris.ports import Array, Report, Stopped

_TRIES = 3
"""How often a drawn answer is drawn again if it was given before."""
_SEED = 4


class Speaker:
    """One loaded model."""

    def __init__(self, model: CaptionModel, device: str, threads: int) -> None:
        """Raises `Failed("model_damaged")` if the folder cannot be loaded."""
        transformers.utils.logging.set_verbosity_error()
        transformers.utils.logging.disable_progress_bar()
        if threads:
            torch.set_num_threads(threads)
        name = ("cuda" if torch.cuda.is_available() else "cpu") if device == "auto" else device
        self._device = torch.device(name)
        self._dtype = torch.bfloat16 if self._device.type == "cuda" else torch.float32
        self._processor, self._model = _load(model, self._dtype)
        self._model.to(self._device).eval()

    def describe(self, picture: Array, asks: Sequence[Ask], report: Report, stopped: Stopped) -> list[str]:
        """One answer to each question, all different if the model can."""
        said: list[str] = []
        for number, ask in enumerate(asks):

            def tell(fraction: float, begun: int = number) -> None:
                report((begun + fraction) / len(asks), None)

            said.append(self._new_answer(picture, ask, said, _Watch(ask.tokens, tell, stopped)))
        return said

    def _new_answer(self, picture: Array, ask: Ask, said: Sequence[str], watch: "_Watch") -> str:
        answer = ""
        for attempt in range(_TRIES if ask.is_sampled else 1):
            answer = self._answer(picture, ask, _SEED + attempt, watch)
            if answer and answer not in said:
                break
        return answer

    def _answer(self, picture: Array, ask: Ask, seed: int, watch: "_Watch") -> str:
        inputs = self._processor(images=picture[..., :3], text=ask.text or None, return_tensors="pt")
        inputs = inputs.to(self._device, self._dtype)
        how = (
            {"do_sample": True, "top_p": 0.9, "num_beams": 1}
            if ask.is_sampled
            else {"do_sample": False, "num_beams": ask.beams}
        )
        with torch.random.fork_rng(devices=[]), torch.no_grad():
            # The lot is drawn from the global generator: with its own seed, a picture is told of the same way again.
            torch.manual_seed(seed)
            try:
                tokens = self._model.generate(
                    **inputs, max_new_tokens=ask.tokens, stopping_criteria=[watch], **how
                )
            except torch.OutOfMemoryError:
                tokens = None
            except Failed:
                raise
            except Exception as error:  # a model raises what its parts raise
                raise Failed("The picture could not be described.", code="engine_failed") from error
        if tokens is None:
            raise Failed("There was not enough memory to describe this picture.", code="out_of_memory")
        return " ".join(self._processor.batch_decode(tokens, skip_special_tokens=True)[0].split())


class _Watch(transformers.StoppingCriteria):  # type: ignore[misc] # the library's types are not checked
    """Asked after each word: tells how far the answer is, and ends it when nobody wants it any more."""

    def __init__(self, most: int, tell: Callable[[float], None], stopped: Stopped) -> None:
        self._most = most
        self._tell = tell
        self._stopped = stopped
        self._words = 0

    def __call__(self, input_ids: Any, scores: Any, **_kwargs: Any) -> Any:
        if self._stopped():
            raise Failed("The job was cancelled.", code="cancelled")
        self._words += 1
        self._tell(min(1.0, self._words / self._most))
        return torch.zeros(input_ids.shape[0], dtype=torch.bool, device=input_ids.device)


_MODELS = {"blip": "BlipForConditionalGeneration", "florence2": "Florence2ForConditionalGeneration"}


def _load(model: CaptionModel, dtype: Any) -> tuple[Any, Any]:
    try:
        processor = transformers.AutoProcessor.from_pretrained(
            str(model.path), local_files_only=True, trust_remote_code=False
        )
        loaded = getattr(transformers, _MODELS[model.family]).from_pretrained(
            str(model.path), dtype=dtype, use_safetensors=True, local_files_only=True, trust_remote_code=False
        )
    except Exception as error:  # whatever a broken folder breaks
        raise Failed(
            f"The model {model.name} could not be loaded from its folder: pull it again.",
            code="model_damaged",
        ) from error
    return processor, loaded
