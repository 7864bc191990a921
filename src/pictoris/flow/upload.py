"""A picture comes in by itself: looked at under guard, kept, and usable as an input without HTTP."""

import json
from dataclasses import asdict
from pathlib import Path
from tempfile import TemporaryDirectory

from pictoris.artifacts import records
from pictoris.artifacts.decoding import Decoded
from pictoris.artifacts.names import CONTENT_TYPES, new_name
from pictoris.errors import Failed, InvalidRequest, TooLarge
from pictoris.flow.context import Context
from pictoris.jobs import idempotency
from pictoris.jobs.idempotency import Once
from pictoris.nouns import AccountId, Artifact


def upload(context: Context, account: AccountId, data: bytes, once: Once | None = None) -> Artifact:
    """Keep a picture of the caller's, byte for byte.

    Raises `TooLarge` (bytes or pixels), `InvalidRequest` if it is no PNG, JPEG, WebP or GIF that can be decoded.
    """
    if len(data) > context.settings.inputs.max_bytes:
        megabytes = context.settings.inputs.max_bytes // 2**20
        raise TooLarge(f"The picture is larger than {megabytes} MB: make it smaller and try again.")
    decoded = _look_at(context, data)
    artifact = Artifact(
        name=new_name(decoded.format),
        account=account,
        job=None,
        format=decoded.format,
        width=decoded.width,
        height=decoded.height,
        size=len(data),
        created=context.clock.now(),
    )
    context.store.put(artifact.name, data, CONTENT_TYPES[artifact.format])
    with context.database.writing() as tx:
        if once and (kept := idempotency.claim(tx, account, once, artifact.created)):
            earlier = Artifact(**json.loads(kept))
        else:
            earlier = None
            records.add(tx, [artifact])
            if once:
                idempotency.remember(tx, account, once, json.dumps(asdict(artifact)))
    if earlier:
        context.store.delete(artifact.name)
    return earlier or artifact


def _look_at(context: Context, data: bytes) -> Decoded:
    with TemporaryDirectory(prefix="pictoris-upload-") as folder:
        try:
            return context.decoder.decode(data, Path(folder) / "upload.raster")
        except Failed as failure:
            if failure.code == "image_too_large":
                raise TooLarge(failure.message, code=failure.code) from failure
            raise InvalidRequest(failure.message, code=failure.code) from failure
