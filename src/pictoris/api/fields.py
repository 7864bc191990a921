"""Fields of a request, checked against their declaration."""

from collections.abc import Mapping
from typing import Self

from pydantic import BaseModel, ConfigDict, ValidationError
from pydantic.alias_generators import to_camel

from pictoris.errors import InvalidRequest
from pictoris.flow.submit import sentence_of
from pictoris.nouns import Json


class Fields(BaseModel):
    """What a request may say: strict in its types, deaf to fields that it does not know."""

    model_config = ConfigDict(
        strict=True, extra="ignore", frozen=True, alias_generator=to_camel, populate_by_name=True
    )

    @classmethod
    def of(cls, said: Mapping[str, Json]) -> Self:
        """Read what was said. Raises `InvalidRequest` with a sentence about the first thing that is wrong."""
        try:
            return cls.model_validate(said)
        except ValidationError as error:
            raise InvalidRequest(sentence_of(error)) from error
