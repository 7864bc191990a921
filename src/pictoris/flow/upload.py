"""A picture comes in by itself: looked at under guard, kept, and usable as an input without HTTP."""

from pathlib import Path
from tempfile import TemporaryDirectory

import sqlalchemy as sa

from pictoris.artifacts import records
from pictoris.artifacts.decoding import Decoded
from pictoris.artifacts.names import CONTENT_TYPES, new_name
from pictoris.errors import Failed, InvalidRequest, Refused, TooLarge
from pictoris.flow.context import Context
from pictoris.jobs.idempotency import Once, only_once
from pictoris.nouns import AccountId, Artifact, Json


def upload(context: Context, account: AccountId, data: bytes, once: Once | None = None) -> Artifact:
    """Keep a picture of the caller's, byte for byte.

    Raises `TooLarge` (bytes or pixels), `InvalidRequest` if it is no PNG, JPEG, WebP or GIF that can be decoded, `Conflict`
    if the idempotency key came with another request.
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
    try:
        with context.database.writing() as tx:
            kept = only_once(tx, account, once, artifact.created, lambda: _record(tx, artifact))
            found = records.find(tx, str(kept))
    except Refused:
        # Only now is it sure that no row names the picture: after any other error it may have been committed.
        context.store.delete(artifact.name)
        raise
    if found != artifact:
        context.store.delete(artifact.name)
    if found is None:
        raise InvalidRequest(
            "The file of this Idempotency-Key is kept no longer: use a new key.", code="file_gone"
        )
    return found


def _record(tx: sa.Connection, artifact: Artifact) -> Json:
    records.add(tx, [artifact])
    return artifact.name


def _look_at(context: Context, data: bytes) -> Decoded:
    with TemporaryDirectory(prefix="pictoris-upload-") as folder:
        try:
            return context.decoder.decode(data, Path(folder) / "upload.raster")
        except Failed as failure:
            if failure.code == "image_too_large":
                raise TooLarge(failure.message, code=failure.code) from failure
            raise InvalidRequest(failure.message, code=failure.code) from failure
