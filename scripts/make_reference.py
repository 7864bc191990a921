"""Write the generated pages of docs/: settings, errors, operations, endpoints, prompts, models. Each says only what the source says.

python scripts/make_reference.py            write them
python scripts/make_reference.py --check    exit with 1 if one is not up to date
"""

import ast
import importlib
import json
import pkgutil
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from pictoris import engines, operations
from pictoris.api.app import endpoints
from pictoris.api.endpoint import Endpoint
from pictoris.api.errors import CODE_OF_STATUS, STATUS_OF_CLASS, STATUS_OF_CODE
from pictoris.api.imaginepro.orders import PATHS
from pictoris.buttons import ACTIONS
from pictoris.engines.diffusion.families import FAMILIES
from pictoris.engines.diffusion.flags import FLAGS as DIFFUSION_FLAGS
from pictoris.engines.diffusion.flags import flags_of
from pictoris.errors import Failed, PictorisError
from pictoris.models.catalogue import CATALOGUE
from pictoris.models.catalogue import FAMILIES as CAN_DO
from pictoris.operations.base import AnyOperation
from pictoris.settings import PREFIX, Settings
from pictoris.words.alternatives import MOST
from pictoris.words.flags import FLAGS, Flag, named

ROOT = Path(__file__).parent.parent
SOURCE = ROOT / "src" / "pictoris"
GENERATED = "<!-- Written by `make reference`; change the source instead. -->"

Schema = Mapping[str, Any]

FILLED_IN = re.compile(r"\{[a-z_]+\}")
IN_WORDS = {
    "method_not_allowed": "This path does not take this method: look at the Allow header for what it takes.",
    "poison": "The job was begun several times and each time the worker died with it: it is not begun again.",
    "range_not_satisfiable": "The file is shorter than the range that was asked for.",
    "source_host_not_allowed": "Pictures from this host are not taken for this operation; the sentence says why.",
    "internal_error": "Something went wrong on this server; nothing that you sent is to blame. Try again later.",
    "image_timeout": "The picture took too long to decode: save it anew, without progressive tricks, and try again.",
    "http_error": "The framework refused the request; the sentence says why.",
}
"""What codes mean whose sentence is put together where they are raised."""


def pages() -> dict[str, str]:
    """Name of the page → its text."""
    return {
        "settings.md": settings_page(),
        "errors.md": errors_page(),
        "operations.md": operations_page(),
        "endpoints.md": endpoints_page(),
        "prompts.md": prompts_page(),
        "models.md": models_page(),
    }


# ---------------------------------------------------------------------------------------------- settings


def settings_page() -> str:
    lines = [
        "# Settings",
        "",
        GENERATED,
        "",
        "Set them as environment variables or in `pictoris.toml` in the folder where the server starts; a variable",
        "wins over the file. An unknown name stops the start. Lists and tables are written as JSON in a variable.",
        "In the file, `inputs.timeout = 10` is the same as the variable `PICTORIS_INPUTS__TIMEOUT=10`.",
        "",
        "| variable | takes | default | what it decides |",
        "| --- | --- | --- | --- |",
    ]
    lines += [_settings_row(name, field, schema) for name, field, schema in _settings(Settings)]
    return "\n".join(lines) + "\n"


def _settings(model: type[BaseModel], prefix: str = "") -> Iterator[tuple[str, FieldInfo, Schema]]:
    schema = model.model_json_schema()
    for name, field in model.model_fields.items():
        if isinstance(field.annotation, type) and issubclass(field.annotation, BaseModel):
            yield from _settings(field.annotation, f"{prefix}{name}__")
        else:
            yield f"{prefix}{name}", field, _resolved(schema["properties"][name], schema)


def _settings_row(name: str, field: FieldInfo, schema: Schema) -> str:
    default = _default(_plain(field.get_default(call_default_factory=True)))
    return f"| `{PREFIX}{name.upper()}` | {takes(schema)} | {default} | {field.description} |"


def _plain(value: object) -> object:
    if isinstance(value, BaseModel):
        return value.model_dump(mode="json")
    if isinstance(value, Mapping):
        return {str(key): _plain(one) for key, one in value.items()}
    if isinstance(value, frozenset | tuple | list):
        return sorted(value) if isinstance(value, frozenset) else list(value)
    return str(value) if isinstance(value, Path) else value


# ------------------------------------------------------------------------------------------------ errors


@dataclass(frozen=True, kw_only=True)
class Code:
    """An error code as it stands in the source: by whom it is raised, and what it says there."""

    code: str
    kind: str
    sentence: str


def errors_page() -> str:
    lines = [
        "# Errors",
        "",
        GENERATED,
        "",
        "Every refusal is JSON: `{message, error, statusCode, code}`. `error` is a sentence for a person, `code` is for",
        "programs and never changes its meaning. A job that was taken and came to a bad end has the status `FAIL` and",
        "carries `error` and `code` in its message; its credits were returned.",
        "",
        "| code | where | what it says, or an example of it |",
        "| --- | --- | --- |",
    ]
    lines += [f"| `{one.code}` | {_where(one)} | {_cell(one.sentence)} |" for one in codes()]
    return "\n".join(lines) + "\n"


def codes() -> list[Code]:
    """Every code in the source, once, in alphabetical order."""
    found: dict[str, Code] = {}
    for path in sorted(SOURCE.rglob("*.py")):
        for one in _codes_in(ast.parse(path.read_text(encoding="utf-8"))):
            if not (one.code in found and found[one.code].sentence):
                found[one.code] = one
    for code in (*STATUS_OF_CODE, *CODE_OF_STATUS.values()):
        found.setdefault(code, Code(code=code, kind="", sentence=""))
    explained = [replace(one, sentence=IN_WORDS.get(one.code, one.sentence)) for one in found.values()]
    return sorted(explained, key=lambda one: one.code)


def _codes_in(tree: ast.Module) -> Iterator[Code]:
    sentences = {
        name: _text(value, {})
        for name, value in map(_assigned, tree.body)
        if value is not None and not isinstance(value, ast.Name)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            yield from _codes_of_call(node, sentences)
        elif isinstance(node, ast.ClassDef):
            yield from _code_of_class(node)


def _codes_of_call(call: ast.Call, sentences: Mapping[str, str]) -> Iterator[Code]:
    """`Kind("sentence", code="…")`, and `purpose.failed("what", "sentence")` of the guarded door."""
    name = _last_name(call.func)
    for keyword in call.keywords:
        if keyword.arg == "code" and isinstance(keyword.value, ast.Constant) and keyword.value.value:
            sentence = next(filter(None, (_text(argument, sentences) for argument in call.args)), "")
            kind = "Failed" if name == "fail" else name
            yield Code(code=str(keyword.value.value), kind=kind, sentence=sentence)
    if name == "failed" and len(call.args) == 2 and isinstance(call.args[0], ast.Constant):
        for prefix in ("source", "webhook"):
            code = f"{prefix}_{call.args[0].value!s}"
            yield Code(code=code, kind="Failed", sentence=_text(call.args[1], sentences))


def _code_of_class(node: ast.ClassDef) -> Iterator[Code]:
    for statement in node.body:
        target, value = _assigned(statement)
        if target == "default_code" and isinstance(value, ast.Constant):
            yield Code(code=str(value.value), kind=node.name, sentence=ast.get_docstring(node) or "")


def _assigned(statement: ast.stmt) -> tuple[str, ast.expr | None]:
    if isinstance(statement, ast.AnnAssign):
        return _last_name(statement.target), statement.value
    if isinstance(statement, ast.Assign):
        return _last_name(statement.targets[0]), statement.value
    return "", None


def _last_name(node: ast.expr) -> str:
    return node.id if isinstance(node, ast.Name) else getattr(node, "attr", "")


def _text(node: ast.expr, sentences: Mapping[str, str]) -> str:
    """A sentence as it stands in the source, with `…` where something is filled in."""
    if isinstance(node, ast.Name):
        return sentences.get(node.id, "")
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return FILLED_IN.sub("…", node.value)
    if isinstance(node, ast.JoinedStr):
        return "".join(_text(part, {}) if isinstance(part, ast.Constant) else "…" for part in node.values)
    return ""


def _where(one: Code) -> str:
    kinds: dict[str, type[PictorisError]] = {kind.__name__: kind for kind in STATUS_OF_CLASS}
    kind = kinds.get(one.kind)
    if kind is not None and issubclass(kind, Failed):
        return "job"
    if one.code in STATUS_OF_CODE:
        return f"HTTP {STATUS_OF_CODE[one.code]}"
    by_framework = next((status for status, code in CODE_OF_STATUS.items() if code == one.code), None)
    status = STATUS_OF_CLASS.get(kind, by_framework) if kind is not None else by_framework
    return f"HTTP {status}" if status else "command line"


# -------------------------------------------------------------------------------------------- operations


def operations_page() -> str:
    lines = [
        "# Operations",
        "",
        GENERATED,
        "",
        "What may be asked for. Field names are given as the API takes them; snake_case is taken too, and unknown",
        "fields are ignored. Prices are credits and can be changed with `PICTORIS_PRICES`.",
    ]
    for operation in sorted(operations.find().values(), key=lambda one: one.name):
        lines += _operation_section(operation)
    return "\n".join(lines) + "\n"


def _operation_section(operation: AnyOperation) -> list[str]:
    schema = operation.params.model_json_schema(by_alias=True)
    required = set(schema.get("required", ()))
    rows = [_field_row(name, schema, required=name in required) for name in schema["properties"]]
    example = operation.example.model_dump(mode="json", by_alias=True, exclude_unset=True)
    return [
        "",
        f"## {operation.name}",
        "",
        f"{operation.summary} {_asked_by(operation.name)} {_costs(operation)}",
        "",
        "| field | takes | default | what it is |",
        "| --- | --- | --- | --- |",
        *rows,
        "",
        "```json",
        json.dumps(example, ensure_ascii=False, indent=2),
        "```",
    ]


def _costs(operation: AnyOperation) -> str:
    return f"Costs {operation.credits} credits. `type` in the history: `{operation.kind}`."


def _asked_by(operation: str) -> str:
    """Where it is asked for: by paths of its own, or by buttons of messages."""
    if operation in PATHS:
        return f"Asked for by POST `{PATHS[operation][0]}`."
    buttons = [f"`{button}`" for button, action in ACTIONS.items() if action.operation == operation]
    return f"Ordered by the buttons {', '.join(buttons)}."


def _field_row(name: str, schema: Schema, *, required: bool) -> str:
    field = _resolved(schema["properties"][name], schema)
    default = "required" if required else _default(field.get("default"))
    return f"| `{name}` | {takes(field)} | {default} | {_cell(field.get('description', ''))} |"


# --------------------------------------------------------------------------------------------- endpoints


def endpoints_page() -> str:
    built = [one for one in endpoints() if not one.is_planned]
    planned = [one for one in endpoints() if one.is_planned]
    return "\n".join(
        [
            "# Endpoints",
            "",
            GENERATED,
            "",
            "Every endpoint takes `Authorization: Bearer <key>`; fields, replies and examples are on `/docs` of a running",
            "server and in its `/openapi.json`. Paths in one row do the same. `/healthz`, `/readyz`, `/metrics` and the",
            "pictures under `/files/` need no key.",
            "",
            *_endpoint_table(built),
            "",
            "## Not in this version",
            "",
            "Documented by ImaginePro; answered with 501 and a sentence.",
            "",
            *_endpoint_table(planned),
            "",
        ]
    )


def _endpoint_table(rows: Sequence[Endpoint]) -> list[str]:
    lines = [
        f"| {one.method} {'<br>'.join(f'`{path}`' for path in one.paths)} | {_cell(one.summary)} |"
        for one in rows
    ]
    return ["| endpoint | what it does |", "| --- | --- |", *lines]


# ----------------------------------------------------------------------------------------------- prompts

GRAMMAR = f"""
A prompt is Midjourney's: URLs of pictures first, then words, then flags. Flags alone are nothing to
paint.

```
https://example.com/cat.png a {{red, blue}} fox:: in the snow::0.5 --ar 3:2 --no people, cars --seed 7
```

- **Pictures** in front of the words are started from; `--iw` says how much they count, `::2` behind one makes it count
  double. With those behind flags, a job takes ten.
- **`::`** ends a part of the prompt; a number right behind it says how much that part counts, else it counts 1: `hot:: dog`
  is two parts, `hot::2 dog` gives the first twice the weight. Weights may have decimals and be negative; together they
  must be more than 0.
- **`{{a, b}}`** stands for either, and makes a job of each; it may stand anywhere, in the value of a flag too
  (`--ar {{1:1, 3:2}}`), and inside another. The last of several changes fastest. `\\,`, `\\{{` and `\\}}` mean the signs
  themselves. Alternatives and `--repeat` may make {MOST} jobs together.
- **Flags** come last and begin with two dashes, or with the one long dash (— or –) that telephones make of them. Case
  does not matter. What is wrong with one is told with its position, by `prompt-check` and by everything that takes a
  prompt.
""".strip()

IGNORED = "Ignored, said in `warnings`."


def prompts_page() -> str:
    return "\n".join(
        [
            "# Prompts",
            "",
            GENERATED,
            "",
            GRAMMAR,
            "",
            "## Flags",
            "",
            "| flag | also | takes | how often | what it means |",
            "| --- | --- | --- | --- | --- |",
            *map(_flag_row, FLAGS),
            "",
            "## What they do on each engine",
            "",
            "Every engine is told of every flag; one that it cannot honour is named in the message's `warnings`.",
            "",
            *honours_table(engine_flags()),
            "",
        ]
    )


def honours_table(columns: Mapping[str, Mapping[str, str]]) -> list[str]:
    """What each engine does about each flag; `columns` is engine → flag → sentence."""
    return [
        f"| flag | on every engine |{''.join(f' `{name}` |' for name in columns)}",
        f"| --- | --- |{' --- |' * len(columns)}",
        *(_honours_row(flag, columns) for flag in FLAGS),
    ]


def engine_flags() -> dict[str, Mapping[str, str]]:
    """Engine → what it does about flags, by their names: each engine that has a module `flags` says so there."""
    found: dict[str, Mapping[str, str]] = {}
    for engine in pkgutil.iter_modules(engines.__path__):
        place = Path(engines.__path__[0]) / engine.name / "flags.py"
        if place.exists():
            found[engine.name] = importlib.import_module(f"{engines.__name__}.{engine.name}.flags").FLAGS
    unknown = [(engine, name) for engine, names in found.items() for name in names if not _is_named(name)]
    if unknown:
        raise ValueError(f"these engines honour flags that there are not: {unknown}")
    return found


def _is_named(name: str) -> bool:
    flag = named(name)
    return flag is not None and flag.name == name


def _flag_row(flag: Flag) -> str:
    also = ", ".join(f"`--{form}`" for form in flag.forms)
    value = (
        flag.takes.words if flag.takes.needed or not flag.takes.words else f"{flag.takes.words}, or nothing"
    )
    cells = (f"`--{flag.name}`", also, value or "nothing", _how_often(flag), flag.means)
    return f"| {' | '.join(map(_cell, cells))} |"


def _how_often(flag: Flag) -> str:
    again = "may be repeated" if flag.may_repeat else "once" if flag.takes.words else "once is enough"
    others = [
        f"`--{one.name}`" for one in FLAGS if flag.group and one.group == flag.group and one is not flag
    ]
    return f"{again}; not with {' or '.join(others)}" if others else again


def _honours_row(flag: Flag, columns: Mapping[str, Mapping[str, str]]) -> str:
    otherwise = "" if flag.everywhere else IGNORED
    cells = (
        f"`--{flag.name}`",
        flag.everywhere,
        *(flags.get(flag.name, otherwise) for flags in columns.values()),
    )
    return f"| {' | '.join(map(_cell, cells))} |"


# ------------------------------------------------------------------------------------------------ models


MODELS_INTRODUCTION = """`pictoris models list` shows what is installed and what can be pulled by name; sizes are what is fetched. Pulling needs
the extra: `pip install 'pictoris[diffusion]'`.

```sh
pictoris models pull flux-schnell                          # from the hub; started again, it goes on where it stopped
pictoris models pull mine --from /models/my-sdxl           # a folder, copied; --in-place uses it where it is
pictoris models pull wool --from wool.safetensors --family sdxl    # a LoRA
pictoris models pull wool --source somebody/loras --file wool.safetensors --family sdxl
pictoris models use mine                                   # what is used when none is asked for
pictoris models remove mine
```

Weights are taken as safetensors only, and no code of a repository is run. Every file is hashed; `HF_ENDPOINT` and
`HF_TOKEN` name another hub and your key to it. Licences are those of the model cards: read them. With
`PICTORIS_MODELS__COMMERCIAL_ONLY=true` models whose licence does not allow every commercial use are refused.

A worker paints on one GPU: with several, start a worker for each, with `PICTORIS_DIFFUSION__DEVICE=cuda:0`, `cuda:1` and
so on. Jobs of one worker that agree on model, size and steps are painted together, up to
`PICTORIS_DIFFUSION__MAX_BATCH`; when memory runs out, a batch is halved, then the decoder works in tiles, then the picture
is painted smaller and enlarged, which its message says. The same seed gives the same picture up to one step of 255 a
colour in float32; in bfloat16 on a GPU small details can depend on how many pictures were painted together.

The engine is tested on tiny pipelines of random weights on a processor. Its defaults have not been measured on a GPU
yet: where there is one, `make bench` measures FLUX- and SDXL-shaped networks against plain diffusers in the same run."""


def models_page() -> str:
    entries = [
        f"| `{one.name}` | {one.kind} | {', '.join(CAN_DO[one.family])} | {one.licence.name} "
        f"| {'yes' if one.licence.commercial else 'no'} | {one.gigabytes:g} | `{one.source}` |"
        for one in CATALOGUE.values()
    ]
    numbers = [
        f"| `{name}` | {one.steps} | {one.guidance:g} | {one.side} | {one.longest} | {'yes' if one.has_negative else 'no'} |"
        for name, one in FAMILIES.items()
    ]
    lacking = {
        flag: [f"`{name}`" for name, family in FAMILIES.items() if flag not in flags_of(family)]
        for flag in DIFFUSION_FLAGS
    }
    flags = [
        f"| `--{flag}` | {what} | {', '.join(lacking[flag])} |" for flag, what in DIFFUSION_FLAGS.items()
    ]
    return "\n".join(
        [
            *("# Models", "", GENERATED, "", MODELS_INTRODUCTION, "", "## What can be pulled by name", ""),
            *(
                "| name | kind | does | licence | commercial | GB | from |",
                "| --- | --- | --- | --- | --- | --- | --- |",
            ),
            *(*entries, "", "## Families and their usual numbers", ""),
            *(
                "| family | steps | guidance | side | longest side | negative prompt |",
                "| --- | --- | --- | --- | --- | --- |",
            ),
            *(*numbers, "", "## What a flag does on a diffusion model", ""),
            *("| flag | what it does | but not on |", "| --- | --- | --- |", *flags, ""),
        ]
    )


# ------------------------------------------------------------------------------------------------ shared


def takes(schema: Schema) -> str:
    """What values a JSON schema admits, in words."""
    if "enum" in schema:
        return " or ".join(f"`{_json(one)}`" for one in schema["enum"])
    if "const" in schema:
        return f"`{_json(schema['const'])}`"
    if "anyOf" in schema:
        return " or ".join(takes(one) for one in schema["anyOf"] if one.get("type") != "null")
    return _kind(schema) + _range(schema)


def _kind(schema: Schema) -> str:
    kind = schema.get("format") or schema.get("type", "anything")
    if kind == "array":
        return f"list of {takes(schema.get('items', {}))}"
    if kind == "object":
        values = schema.get("additionalProperties")
        return f"table of {takes(values)}" if isinstance(values, Mapping) and values else "table"
    return {"uri": "URL"}.get(kind, str(kind))


def _range(schema: Schema) -> str:
    low, high = schema.get("minimum"), schema.get("maximum")
    if low is not None and high is not None:
        return f" {low}–{high}"
    if low is not None:
        return f" ≥ {low}"
    above = schema.get("exclusiveMinimum")
    return f" > {above}" if above is not None else ""


def _default(value: object) -> str:
    text = _json(value)
    return "none" if value is None else f"`{text[:57]}…`" if len(text) > 60 else f"`{text}`"


def _resolved(schema: Any, root: Schema) -> Any:
    """The schema with every reference replaced by what it refers to."""
    if isinstance(schema, Mapping):
        if "$ref" in schema:
            return _resolved(root["$defs"][schema["$ref"].rsplit("/", 1)[-1]], root)
        return {key: _resolved(value, root) for key, value in schema.items()}
    return [_resolved(one, root) for one in schema] if isinstance(schema, list) else schema


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, default=str)


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


def main() -> int:
    stale = [name for name, text in pages().items() if _current(name) != text]
    if "--check" in sys.argv:
        print(f"not up to date: {', '.join(stale)}: run make reference" if stale else "docs are up to date")
        return 1 if stale else 0
    for name in stale:
        (ROOT / "docs" / name).write_text(pages()[name], encoding="utf-8")
    print(f"wrote {', '.join(stale) or 'nothing, all is up to date'}")
    return 0


def _current(name: str) -> str:
    path = ROOT / "docs" / name
    return path.read_text(encoding="utf-8") if path.exists() else ""


if __name__ == "__main__":
    sys.exit(main())
