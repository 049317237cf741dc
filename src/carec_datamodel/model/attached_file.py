"""Files that go with a message."""

from __future__ import annotations

from carec_datamodel.model.base import Model, element
from carec_datamodel.model.types import Code, DateTime, Identifier, Text


class AttachedFile(Model, wco="CAREC278"):
    """A file that goes with a message: a picture, a scan, a log."""

    name: Text | None = element("CAREC279", "Name of the file.", format="an..500")
    mime_code: Code | None = element("CAREC280", "Media type, for example image/jpeg.", format="an..255")
    kind_code: Code | None = element("CAREC281", "What it shows.", format="an..35")
    id: Identifier | None = element("CAREC889", "Number of the file in an archive.", format="an..70")
    archive_id: Identifier | None = element("CAREC890", "Number of that archive.", format="an..70")
    creation_date_time: DateTime | None = element("CAREC282", "When it was made.")
    checksum: Code | None = element(
        "CAREC283", "SHA-256 of the content, in hexadecimal, if no algorithm is named.", format="an..1024"
    )
    checksum_algorithm_code: Code | None = element(
        "CAREC689", "Algorithm of the checksum, where it is not SHA-256.", format="an..20"
    )
    description: Text | None = element("CAREC831", "The file in words.", format="an..4000")
    uri: Identifier | None = element("CAREC284", "Where it can be fetched.", format="an..1024")
    content: Text | None = element("CAREC285", "The content in Base64.")
