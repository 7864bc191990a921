"""Fetches models from a hub; the library for it is part of the extra `[diffusion]` and loaded here, when asked for.

The hub's address, token and proxies are set by the library's own variables (`HF_ENDPOINT`, `HF_TOKEN`, …).
"""

from collections.abc import Mapping
from pathlib import Path

from pictoris.errors import InvalidRequest, NotFound, Unavailable
from pictoris.models.catalogue import ModelKind
from pictoris.models.files import is_wanted


def fetch(source: str, folder: Path, kind: ModelKind, file: str = "") -> Mapping[str, str]:
    """Bring a repository's wanted files into a folder, going on where an earlier attempt stopped.

    Gives path → SHA-256 as the hub says it, for the files of which it knows it. Raises `InvalidRequest` without the
    library, `NotFound` for an unknown or closed repository, `Unavailable` if the hub does not answer.
    """
    try:
        import httpx2  # noqa: PLC0415 - what the client below raises when nobody answers
        from huggingface_hub import HfApi, errors, snapshot_download  # noqa: PLC0415 - part of an extra
    except ImportError as error:
        raise InvalidRequest(
            "Fetching needs the extra: pip install 'pictoris[diffusion]', or give a folder with --from.",
            code="extra_missing",
        ) from error
    try:
        info = HfApi().model_info(source, files_metadata=True)
        found = [one for one in info.siblings or () if is_wanted(one.rfilename, kind, file)]
        snapshot_download(
            source, revision=info.sha, local_dir=folder, allow_patterns=[one.rfilename for one in found]
        )
    except (errors.RepositoryNotFoundError, errors.GatedRepoError) as error:
        raise NotFound(
            f"The hub has no {source}, or wants you to accept its licence there and set HF_TOKEN.",
            code="unknown_source",
        ) from error
    except (errors.HfHubHTTPError, errors.LocalEntryNotFoundError, httpx2.HTTPError, OSError) as error:
        raise Unavailable(
            f"The hub did not give {source} to its end: try again, what has arrived is kept.",
            code="hub_unavailable",
        ) from error
    return {one.rfilename: one.lfs.sha256 for one in found if one.lfs}
