"""Pictures come in: as a multipart file, or as base64 in JSON."""

import base64
import binascii
from typing import Annotated, Final

from pydantic import Field
from starlette.datastructures import UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser
from starlette.requests import Request
from starlette.responses import Response

from pictoris.api.body import chunks, fields_of, given, read_json
from pictoris.api.endpoint import Call, Endpoint
from pictoris.api.fields import Fields
from pictoris.api.replies import json_reply
from pictoris.api.schemas import Uploaded
from pictoris.artifacts.names import url_of
from pictoris.errors import InvalidRequest, TooLarge
from pictoris.flow.upload import upload

MAX_SECONDS: Final = 120.0
"""Seconds that an upload may take."""

MAX_PARTS: Final = 8
"""Form fields beside the file; they are ignored."""

_MARGIN: Final = 64 * 1024
"""Bytes for what wraps the picture: boundaries, headers, field names."""


class UploadRequest(Fields):
    """A picture as text."""

    file: Annotated[
        str,
        Field(min_length=1, description="The picture in base64, with or without `data:…;base64,` in front."),
    ]


async def answer(call: Call) -> Response:
    """Keep a picture; the URL that comes back can be given to every operation."""
    data = await _picture_of(call)
    artifact = await call.run(upload, call.context, call.account.id, data, call.once(data))
    url = url_of(artifact.name, call.context.settings.base_url)
    return json_reply(
        {
            "success": True,
            "url": url,
            "uri": url,
            "name": artifact.name,
            "width": artifact.width,
            "height": artifact.height,
        }
    )


def endpoints() -> tuple[Endpoint, ...]:
    """The upload endpoint."""
    return (
        Endpoint(
            method="POST",
            paths=("/api/v1/upload",),
            answer=answer,
            summary="Keep a picture on this server (multipart field `file`, or JSON)",
            tag="Extensions",
            takes=UploadRequest,
            gives=Uploaded,
            example={"file": "data:image/png;base64,iVBORw0KGgo…"},
            reads_json=False,
        ),
    )


async def _picture_of(call: Call) -> bytes:
    most = call.context.settings.inputs.max_bytes
    kind = call.request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind == "multipart/form-data":
        return await _file_of(call.request, most + _MARGIN)
    body = await read_json(call.request, max_bytes=most * 4 // 3 + _MARGIN, seconds=MAX_SECONDS)
    return await call.run(_picture_in, body)


def _picture_in(body: bytes) -> bytes:
    """Megabytes of text take their time: not in the loop."""
    return decoded(UploadRequest.of(given(fields_of(body)) if body else {}).file)


async def _file_of(request: Request, most: int) -> bytes:
    """The one file of a form, looked at while it comes: an endless form is cut off."""
    stream = chunks(request, max_bytes=most, seconds=MAX_SECONDS)
    parser = MultiPartParser(
        request.headers, stream, max_files=1, max_fields=MAX_PARTS, max_part_size=_MARGIN
    )
    try:
        form = await parser.parse()
    except MultiPartException as error:
        # The parser has one error for what is malformed and for what is too much.
        kind = TooLarge if error.message.startswith(("Too many", "Part exceeded")) else InvalidRequest
        raise kind(f"The form cannot be read: {error.message}") from error
    try:
        file = form.get("file")
        if not isinstance(file, UploadFile):
            raise InvalidRequest("file is required: send the picture as a file in the form field `file`.")
        return await file.read()
    finally:
        await form.close()


def decoded(text: str) -> bytes:
    """The bytes of base64 text or of a `data:` URL. Raises `InvalidRequest`."""
    if text.startswith("data:"):
        head, _, text = text.partition(",")
        if not head.lower().endswith(";base64"):
            raise InvalidRequest("file: a data URL must be base64.", code="invalid_base64")
    try:
        return base64.b64decode("".join(text.split()), validate=True)
    except (binascii.Error, ValueError) as error:
        raise InvalidRequest("file is not valid base64.", code="invalid_base64") from error
