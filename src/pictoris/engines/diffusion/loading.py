"""Folders → pipelines: loaded without remote code or pickles, kept while they are used, given back on demand."""

import gc
import inspect
from collections import OrderedDict
from collections.abc import Mapping
from importlib.util import find_spec
from typing import Any

import diffusers
import torch
import transformers

from pictoris.engines.diffusion.families import FAMILIES, Family, Way
from pictoris.engines.diffusion.options import ModelFolder, Options
from pictoris.engines.diffusion.previews import Projection, fit_projection
from pictoris.errors import Failed

_CACHE_THRESHOLD = 0.08
"""Relative change of the first block below which a step is taken from the cache."""


class Loaded:
    """One set of weights, and the pipelines that share it."""

    def __init__(self, folder: ModelFolder, options: Options, base: Any = None) -> None:
        """`base` is a pipeline that is there already; without one, the folder is loaded."""
        self.family: Family = FAMILIES[folder.family]
        self.device = device_of(options)
        self._offload = options.offload
        self._ways: dict[Way, Any] = {}
        self._hooked: Any = None
        _refuse_lacking(folder, self.family)
        way = next(iter(self.family.pipelines))
        self._base = base or _from_folder(folder, self.family.pipelines[way], options, self.device)
        self._ways[way] = self._base
        self.projection = self._fitted()
        self._prepare(options)

    @property
    def base(self) -> Any:
        """The pipeline that was loaded; the others share its components."""
        return self._base

    @property
    def network(self) -> Any:
        """What denoises."""
        return getattr(self._base, self.family.network)

    def pipeline(self, way: Way) -> Any:
        """The pipeline for a way, ready on its device."""
        if way not in self._ways:
            self._ways[way] = self._derived(self.family.pipelines[way])
        made = self._ways[way]
        if self._offload == "model" and self._hooked is not made:
            made.enable_model_cpu_offload(device=self.device)
            self._hooked = made
        return made

    def relieve(self) -> None:
        """Take less memory from now on: the decoder works in tiles, and what is not used leaves the device."""
        self._base.vae.enable_tiling()
        if self.device.type == "cuda" and self._offload == "none":
            self._base.to("cpu")
            self._offload, self._hooked = "model", None

    def _derived(self, name: str) -> Any:
        """Another pipeline on the same components; `from_pipe` would cast all of them to float32."""
        made = getattr(diffusers, name)
        wanted = inspect.signature(made.__init__).parameters
        parts = {part: value for part, value in self._base.components.items() if part in wanted}
        config = {
            key: value for key, value in self._base.config.items() if key in wanted and key not in parts
        }
        derived = made(**{**config, **parts})
        derived.set_progress_bar_config(disable=True)
        return derived

    def _prepare(self, options: Options) -> None:
        if self.family.scheduler:
            made = getattr(diffusers, self.family.scheduler)
            self._base.scheduler = made.from_config(self._base.scheduler.config)
        if options.vae_tiling:
            self._base.vae.enable_tiling()
        if options.step_cache == "first_block" and hasattr(self.network, "enable_cache"):
            self.network.enable_cache(diffusers.FirstBlockCacheConfig(threshold=_CACHE_THRESHOLD))
        if options.compile:
            self.network.compile()
        if self._offload == "none":
            self._base.to(self.device)
        elif self._offload == "sequential":
            self._base.enable_group_offload(
                self.device, offload_type="leaf_level", use_stream=self.device.type == "cuda"
            )

    def _fitted(self) -> Projection:
        """How its latents become previews: found while the decoder is on the device, whatever comes after."""
        self._base.vae.to(self.device)
        projection = fit_projection(self._base.vae)
        if self._offload != "none":
            self._base.vae.to("cpu")
        return projection


class Shelf:
    """The models that hold memory: at most as many as the options say, those longest unused go first."""

    def __init__(self, folders: Mapping[str, ModelFolder], options: Options) -> None:
        self._folders = folders
        self._options = options
        self._loaded: OrderedDict[str, Loaded] = OrderedDict()
        _quieten()
        if options.threads:
            torch.set_num_threads(options.threads)

    def get(self, name: str) -> Loaded:
        """A model, loaded if it is not.

        Raises `Failed`: `model_damaged` if its folder cannot be loaded, `out_of_memory` if there is no room for it.
        """
        if name not in self._loaded:
            while len(self._loaded) >= max(1, self._options.max_loaded):
                self._loaded.popitem(last=False)
                release()
            self._loaded[name] = Loaded(self._folders[name], self._options)
        self._loaded.move_to_end(name)
        return self._loaded[name]

    def put(self, name: str, loaded: Loaded) -> None:
        """Take in a model that somebody else has built."""
        self._loaded[name] = loaded

    def names(self) -> list[str]:
        """The models that hold memory now."""
        return list(self._loaded)

    def clear(self) -> None:
        """Give all memory back."""
        self._loaded.clear()
        release()


def device_of(options: Options) -> torch.device:
    """Where to run: a GPU if there is one and nothing else was said."""
    if options.device != "auto":
        return torch.device(options.device)
    return torch.device("cuda" if torch.cuda.is_available() else "cpu")


def dtype_of(options: Options, device: torch.device) -> torch.dtype:
    """bfloat16 on a GPU, float32 on a processor, if nothing else was said."""
    name = ("bfloat16" if device.type == "cuda" else "float32") if options.dtype == "auto" else options.dtype
    made: torch.dtype = getattr(torch, name)
    return made


def release() -> None:
    """Give memory that nobody uses back to the device."""
    gc.collect()
    if torch.cuda.is_available():
        torch.cuda.empty_cache()


def _from_folder(folder: ModelFolder, name: str, options: Options, device: torch.device) -> Any:
    kind = getattr(diffusers, name)
    how = {**_quantised(options, FAMILIES[folder.family].network), **_without_checker(kind)}
    try:
        loaded = kind.from_pretrained(
            str(folder.path),
            dtype=dtype_of(options, device),
            use_safetensors=True,
            local_files_only=True,
            trust_remote_code=False,
            **how,
        )
    except torch.OutOfMemoryError:
        loaded = None
    except Exception as error:  # whatever a broken folder breaks in three libraries
        raise Failed(
            f"The model {folder.name} could not be loaded from its folder: pull it again.",
            code="model_damaged",
        ) from error
    if loaded is None:
        release()
        raise Failed(
            f"There is not enough memory for the model {folder.name}: choose a smaller one, or ask the operator "
            "for quantisation or offload.",
            code="out_of_memory",
        )
    loaded.set_progress_bar_config(disable=True)
    return loaded


def _refuse_lacking(folder: ModelFolder, family: Family) -> None:
    for package in family.needs:
        if find_spec(package) is None:
            raise Failed(
                f"The model {folder.name} needs the package {package}: ask the operator to install it.",
                code="engine_misconfigured",
            )


def _without_checker(kind: Any) -> dict[str, Any]:
    """Stable Diffusion 1.5 brings a checker that blackens pictures; what may be painted is decided before."""
    has_checker = "safety_checker" in inspect.signature(kind.__init__).parameters
    return {"safety_checker": None, "requires_safety_checker": False} if has_checker else {}


def _quantised(options: Options, network: str) -> dict[str, Any]:
    """Have torchao shrink the network's weights while they are read."""
    if options.quantisation == "none":
        return {}
    try:
        from torchao.quantization import (  # noqa: PLC0415 - optional, and only for this choice
            Float8WeightOnlyConfig,
            Int8WeightOnlyConfig,
        )
    except ImportError as error:
        raise Failed(
            "Quantisation needs torchao: install pictoris[quantisation], or set it to none.",
            code="engine_misconfigured",
        ) from error
    how = Int8WeightOnlyConfig(version=2) if options.quantisation == "int8" else Float8WeightOnlyConfig()
    config = diffusers.PipelineQuantizationConfig(quant_mapping={network: diffusers.TorchAoConfig(how)})
    return {"quantization_config": config}


def _quieten() -> None:
    """What these libraries draw and tell belongs to nobody's terminal."""
    diffusers.utils.logging.set_verbosity_error()
    diffusers.utils.logging.disable_progress_bar()
    transformers.utils.logging.set_verbosity_error()
    transformers.utils.logging.disable_progress_bar()
