"""One frozen tree of settings, read once from `PICTORIS_*` variables and `pictoris.toml`.

A variable wins over the file, the file over the default. A name that nobody knows stops the start: a typo must
not pass for a setting. Nested values are written `PICTORIS_WEBHOOKS__TIMEOUT=15` or as JSON.
"""

import os
import tomllib
from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import SplitResult, urlsplit

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    SettingsError,
    TomlConfigSettingsSource,
)
from typing_extensions import override

from pictoris.errors import PictorisError
from pictoris.nouns import Speed

PREFIX = "PICTORIS_"
TEST_PREFIX = "PICTORIS_TEST_"
FILE = "pictoris.toml"


class BadSettings(PictorisError):
    """A setting is unknown or has a value that cannot be used; the server does not start."""

    default_code = "bad_settings"


def _origin(value: str) -> str:
    parts = urlsplit(value)
    if "@" in value:
        raise ValueError(
            "what holds a user name is not an origin: write scheme://host:port and nothing behind it"
        )
    if not _is_web(parts) or parts.path not in {"", "/"} or parts.query or parts.fragment:
        raise ValueError(f"{value!r} is not an origin: write scheme://host:port and nothing behind it")
    return value.rstrip("/").lower()


def _public(value: str) -> str:
    parts = urlsplit(value)
    if not _is_web(parts) or "@" in value or parts.query or parts.fragment:
        raise ValueError("write https://host, with a port or a path if there is one, and nothing behind it")
    return value


def _is_web(parts: SplitResult) -> bool:
    """Whether this is http(s) with a host; raises `ValueError` for a port that is none."""
    return parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0


def _database(value: str) -> str:
    """Never repeats the value: there is a password in it."""
    parts = urlsplit(value)
    try:
        known = parts.scheme in _DATABASES and parts.port != 0
    except ValueError:
        known = False
    if not known:
        raise ValueError("write postgresql://user:password@host:port/name or sqlite:///path")
    return value


_DATABASES = {"sqlite", "postgres", "postgresql", "postgresql+psycopg"}

Origin = Annotated[str, AfterValidator(_origin)]
PublicUrl = Annotated[str, AfterValidator(_public)]
DatabaseUrl = Annotated[str, AfterValidator(_database)]
Price = Annotated[int, Field(ge=0)]


class _Section(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Plan(_Section):
    """What an account of this plan may do."""

    quota: int = Field(ge=0, description="Credits of the plan.")
    concurrency: int = Field(ge=1, description="Jobs of one account that run at the same time.")


class SpeedTerms(_Section):
    """What a speed means; only operations that paint have speeds, all others run at `fast` for their plain price."""

    priority: int = Field(default=0, description="Waiting jobs with a higher number go first.")
    price: float = Field(default=1.0, ge=0, description="The price is multiplied with this and rounded up.")


class _Relax(SpeedTerms):
    priority: int = Field(default=-1, description="Waiting jobs with a higher number go first.")
    price: float = Field(default=0.5, ge=0, description="The price is multiplied with this and rounded up.")


class _Boost(SpeedTerms):
    priority: int = Field(default=1, description="Waiting jobs with a higher number go first.")


class _Turbo(SpeedTerms):
    priority: int = Field(default=2, description="Waiting jobs with a higher number go first.")
    price: float = Field(default=2.0, ge=0, description="The price is multiplied with this and rounded up.")


class Speeds(_Section):
    """The table of speeds."""

    relax: _Relax = _Relax()
    fast: SpeedTerms = SpeedTerms()
    boost: _Boost = _Boost()
    turbo: _Turbo = _Turbo()

    def terms(self, speed: Speed) -> SpeedTerms:
        """What this speed means here."""
        return {
            Speed.RELAX: self.relax,
            Speed.FAST: self.fast,
            Speed.BOOST: self.boost,
            Speed.TURBO: self.turbo,
        }[speed]


class Webhooks(_Section):
    """How news leaves."""

    timeout: float = Field(default=15.0, gt=0, description="Seconds for one attempt.")
    per_host: int = Field(default=4, ge=1, description="Attempts in flight to one host, per worker.")
    give_up_after: int = Field(
        default=432_000, description="Seconds of failure after which a webhook is disabled."
    )


class Inputs(_Section):
    """What is taken as an input picture."""

    max_bytes: int = Field(default=25 * 1024 * 1024, description="Bytes of one picture.")
    max_pixels: int = Field(default=40_000_000, description="Pixels of one picture.")
    timeout: float = Field(default=20.0, description="Seconds to fetch one picture.")
    ports: frozenset[int] = Field(default=frozenset({80, 443, 8080, 8443}), description="Ports of user URLs.")


class FaceSwapOptions(_Section):
    """Options of the face swap."""

    neural_model: Path | None = Field(
        default=None,
        description="An ONNX face swapper of your own (128-px crop and source embedding → crop).",
    )
    embedding_model: Path | None = Field(
        default=None, description="The ONNX face embedder that belongs to `neural_model`."
    )


class RemoveBackgroundOptions(_Section):
    """Options of the background removal."""

    model: Path | None = Field(
        default=None, description="An ONNX matting network of your own (BiRefNet, ISNet)."
    )


class ModelOptions(_Section):
    """Which models may be used."""

    commercial_only: bool = Field(
        default=False,
        description="Refuse models whose licence does not let everybody earn money with what they make.",
    )


class DiffusionOptions(_Section):
    """How diffusion models are loaded and run (extra `[diffusion]`)."""

    device: str = Field(
        default="auto",
        pattern=r"^(auto|cpu|mps|cuda(:\d+)?)$",
        description="Where to paint: `auto` (a GPU if there is one), `cpu`, `cuda`, `cuda:1`; a worker uses one.",
    )
    dtype: Literal["auto", "float32", "bfloat16", "float16"] = Field(
        default="auto",
        description="Numbers of the networks; `auto`: bfloat16 on a GPU, float32 on a processor.",
    )
    offload: Literal["none", "model", "sequential"] = Field(
        default="none",
        description="What waits in main memory while it is not used: nothing, whole networks (slower, fits 24 GB), "
        "or single layers (much slower, fits 8 GB).",
    )
    vae_tiling: bool = Field(
        default=False,
        description="Decode in tiles: less memory for large pictures; switched on when it runs out.",
    )
    compile: bool = Field(
        default=False, description="Compile the network: minutes at the first picture of a size, then faster."
    )
    quantisation: Literal["none", "int8", "fp8"] = Field(
        default="none",
        description="Weights of the network in 8 bits (needs torchao): half the memory of bfloat16.",
    )
    step_cache: Literal["none", "first_block"] = Field(
        default="none",
        description="Skip most of a step whose first block hardly changed (transformers only): faster, and a "
        "picture then depends a little on those painted with it.",
    )
    max_batch: int = Field(default=4, ge=1, le=64, description="Pictures that are painted together at most.")
    batch_wait: float = Field(
        default=0.05,
        ge=0,
        le=10,
        description="Seconds that an idle engine waits for more work of the same kind.",
    )
    max_loaded: int = Field(default=1, ge=1, description="Models that hold memory at the same time.")
    threads: int = Field(default=0, ge=0, description="Processor threads; 0: as torch decides.")


_PLANS = {
    "TRIAL": Plan(quota=100, concurrency=1),
    "STARTER": Plan(quota=1600, concurrency=3),
    "GROWN": Plan(quota=5000, concurrency=6),
    "PROFESSIONAL": Plan(quota=12000, concurrency=12),
    "BUSINESS": Plan(quota=50000, concurrency=24),
    "DIY": Plan(quota=1_000_000, concurrency=64),
}


class Settings(BaseSettings):
    """Everything that an operator can decide."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX,
        env_nested_delimiter="__",
        toml_file=FILE,
        frozen=True,
        extra="forbid",
        env_ignore_empty=True,
        hide_input_in_errors=True,
    )

    data: Path = Field(
        default=Path("data"), description="Folder of the embedded database, the store and secrets."
    )
    database_url: DatabaseUrl | None = Field(
        default=None, repr=False, description="Database; default: SQLite in the data folder."
    )
    store_url: str | None = Field(
        default=None, description="Store of pictures (file:, s3:, gs:, az:); default: data folder."
    )
    store_options: dict[str, str] = Field(
        default_factory=dict, repr=False, description="Credentials and endpoint of the store."
    )

    host: str = Field(default="127.0.0.1", description="Address that the server listens on.")
    port: int = Field(default=8080, ge=0, le=65535, description="Port that the server listens on.")
    public_url: PublicUrl | None = Field(
        default=None, description="URL under which clients reach this server."
    )
    cors_origins: tuple[str, ...] = Field(
        default=("*",), description="Origins whose browsers may call the API."
    )
    rate_limits: Literal["default", "imaginepro", "off"] = Field(
        default="default", description="Preset of rate limits."
    )
    trusted_origins: tuple[Origin, ...] = Field(
        default=(),
        description="Exact origins that inputs and webhooks may use although their address is not public.",
    )
    insufficient_credits_status: Literal[401, 402] = Field(
        default=401, description="HTTP status of an empty purse."
    )
    submit_reply_ids: bool = Field(default=False, description="Add `message_id` and `id` to submit replies.")

    plans: dict[str, Plan] = Field(default_factory=lambda: dict(_PLANS), description="Plans by name.")
    default_plan: str = Field(default="STARTER", description="Plan of a new account.")
    prices: dict[str, Price] = Field(
        default_factory=dict, description="Operation → credits, where not the default."
    )
    queue_limit: int = Field(default=10_000, ge=1, description="Waiting jobs of one account.")

    worker_processes: int = Field(
        default=1, ge=1, le=64, description="Processes in which one worker runs jobs, at the same time."
    )
    jobs_per_process: int = Field(
        default=1,
        ge=1,
        le=64,
        description="Jobs that one of these processes runs at the same time, in threads.",
    )
    worker_speeds: frozenset[Speed] = Field(
        default=frozenset(Speed), min_length=1, description="Speeds that this worker serves."
    )
    relax_patience: float = Field(
        default=120.0,
        gt=0,
        description="Seconds that a job waits until it counts as one of the next higher speed, and so on.",
    )
    cancel_grace: float = Field(
        default=10.0,
        ge=0,
        description="Seconds that a stopped job has to end by itself where `jobs_per_process` is more than 1.",
    )
    threads: int = Field(default=2, ge=1, description="Threads of one network run.")
    max_attempts: int = Field(
        default=3, ge=1, description="Times that a job is begun before it counts as poison."
    )
    heartbeat: float = Field(default=1.0, gt=0, description="Seconds between two signs of life of a worker.")
    dead_after: float = Field(
        default=5.0, gt=0, description="Seconds without a sign of life until a worker is dead."
    )
    keep_idle: float = Field(default=300.0, description="Seconds after which an idle workbench is closed.")

    history_hours: int = Field(default=24, ge=1, description="Hours that the history shows.")
    retention_hours: int = Field(default=24 * 30, ge=1, description="Hours that pictures are kept.")

    speeds: Speeds = Speeds()
    inputs: Inputs = Inputs()
    webhooks: Webhooks = Webhooks()
    faceswap: FaceSwapOptions = FaceSwapOptions()
    remove_background: RemoveBackgroundOptions = RemoveBackgroundOptions()
    models: ModelOptions = ModelOptions()
    diffusion: DiffusionOptions = DiffusionOptions()

    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field(
        default="INFO", description="The least grave log lines that are written."
    )

    @classmethod
    @override
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        return init_settings, env_settings, TomlConfigSettingsSource(settings_cls)

    @property
    def sqlalchemy_url(self) -> str:
        """The database as SQLAlchemy names it."""
        if self.database_url is None:
            return f"sqlite:///{self.data.resolve() / 'pictoris.sqlite'}"
        return self.database_url.replace("postgres://", "postgresql://", 1).replace(
            "postgresql://", "postgresql+psycopg://", 1
        )

    @property
    def base_url(self) -> str:
        """Where clients reach this server, without a slash at the end."""
        return (self.public_url or f"http://{self.host}:{self.port}").rstrip("/")

    @property
    def slots(self) -> int:
        """Jobs that one worker runs at a time."""
        return self.worker_processes * self.jobs_per_process

    def price_of(self, operation: str, default: int) -> int:
        """Credits that an operation costs here."""
        return self.prices.get(operation, default)


def read(**overrides: object) -> Settings:
    """Read the settings; what the command line gave wins over all.

    Raises `BadSettings` with one sentence for everything that is wrong.
    """
    given = {name: value for name, value in overrides.items() if value is not None}
    try:
        settings = Settings(**given)  # type: ignore[arg-type] # checked right here, by pydantic
    except ValidationError as error:
        wrong = "; ".join(f"{'.'.join(map(str, e['loc']))}: {e['msg']}" for e in error.errors())
        raise BadSettings(f"These settings cannot be used: {wrong}.") from error
    except SettingsError as error:
        raise BadSettings(
            f"These settings cannot be used: {error}; write lists and tables as JSON."
        ) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadSettings(f"{FILE} cannot be read: {error}.") from error
    _refuse_unknown_variables()
    if settings.dead_after <= settings.heartbeat:
        raise BadSettings("dead_after must be longer than heartbeat: every worker would count as dead.")
    if settings.default_plan not in settings.plans:
        raise BadSettings(f"default_plan is {settings.default_plan!r}, which is not one of the plans.")
    return settings


def _refuse_unknown_variables() -> None:
    """Stop at a misspelt variable: pydantic-settings reads only the names it knows."""
    for name in os.environ:  # noqa: TID251 - this is the place that the ban points to
        known = name.removeprefix(PREFIX).split("__")[0].lower() in Settings.model_fields
        if name.startswith(PREFIX) and not name.startswith(TEST_PREFIX) and not known:
            raise BadSettings(f"{name} is not a setting of Pictoris: look at docs/settings.md for the names.")
