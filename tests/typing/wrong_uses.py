"""Wrong uses of the public interface, each marked with the error that it must give. Never run."""

from __future__ import annotations

import io
from decimal import Decimal

import carec_datamodel as cdm
from carec_datamodel import model


def wrong_sources() -> None:
    cdm.read(12)  # error: [arg-type]
    cdm.read(io.StringIO("<ASYCUDA/>"))  # error: [arg-type]
    cdm.loads("<ASYCUDA/>")  # error: [arg-type]
    cdm.read("sad.xml", limits=1024)  # error: [arg-type]
    cdm.read("sad.xml", "asycuda-sad")  # error: [call-arg]
    cdm.convert("sad.xml", "carec-xml")  # error: [call-arg]
    cdm.dumps(b"<ASYCUDA/>")  # error: [arg-type]


def wrong_values(declaration: cdm.GoodsDeclaration) -> None:
    declaration.weather  # error: [attr-defined]  # noqa: B018
    declaration.invoice_amount.value  # error: [union-attr]  # noqa: B018
    cdm.Amount(12.5, "USD")  # error: [arg-type]
    cdm.Amount(Decimal("12.50"), 840)  # error: [arg-type]
    cdm.GoodsDeclaration(form_numeric="one")  # error: [arg-type]
    cdm.GoodsDeclaration(weather="fair")  # error: [call-arg]
    model.Party(name=400)  # error: [arg-type]
    model.Parties  # error: [attr-defined]  # noqa: B018
    cdm.translate  # error: [attr-defined]  # noqa: B018
