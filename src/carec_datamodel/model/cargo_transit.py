"""The transit that is planned for cargo, as advance information on it gives it."""

from __future__ import annotations

from carec_datamodel.model.base import Model, element, elements
from carec_datamodel.model.documents import AdditionalDocument
from carec_datamodel.model.party import Office, Party, party_ids
from carec_datamodel.model.places import Location
from carec_datamodel.model.signatory import SIGNATORY_IDS, Signatory
from carec_datamodel.model.tir_carnet import TIRCarnet
from carec_datamodel.model.transit_guarantee import TransitGuarantee
from carec_datamodel.model.transit_means import (
    TransitCarrier,
    TransitTransportMeans,
    TransportMeansChange,
)
from carec_datamodel.model.transport import means_ids
from carec_datamodel.model.types import Code, Count, Indicator


class CargoTransit(Model, wco="CAREC620"):
    """How the goods go on under customs control, where the report stands for a transit declaration."""

    declaration_type_code: Code | None = element(
        "CAREC621", "Kind of declaration that the goods travel under.", format="an..17"
    )
    declaration_feature_code: Code | None = element(
        "CAREC622", "Peculiarity of that declaration, coded.", format="an..17"
    )
    document_usage_code: Code | None = element(
        "CAREC747", "Papers that serve as the declaration, coded: carnet, waybill, invoice.", format="an..17"
    )
    direction_code: Code | None = element(
        "CAREC267", "Course of the transit.", format="an..17", codes="transit-direction"
    )
    special_feature_code: Code | None = element(
        "CAREC731", "Special feature of the transit, coded.", format="an..17"
    )
    tir_indicator: Indicator | None = element("CAREC536", "Whether under a TIR carnet.")
    same_means_indicator: Indicator | None = element(
        "CAREC623", "Whether the goods go on with the means that crosses the border."
    )
    guarantee_indicator: Indicator | None = element("CAREC748", "Whether security is given.")
    form_quantity: Count | None = element("CAREC108", "Number of forms in the set.")
    agent: Party | None = element("05A", "Who acts for the principal.", ids=party_ids("R003", "R004"))
    agent_contract: AdditionalDocument | None = element(
        "CAREC753", "Contract of the agent with the principal."
    )
    departure_transport_means: tuple[TransitTransportMeans, ...] = elements(
        "46A",
        "Means on which the goods go on: tractor and trailers, wagons.",
        ids=means_ids("T003", "T004", "T029", "T009", "T013", "T021"),
    )
    obligation_guarantee: tuple[TransitGuarantee, ...] = elements("90A", "Guarantees.")
    representative_person: Signatory | None = element("06B", "Who signs.", ids=SIGNATORY_IDS)
    successive_carrier: tuple[TransitCarrier, ...] = elements(
        "CAREC265", "Who carries the goods on, in order."
    )
    tir_carnet: TIRCarnet | None = element("CAREC250", "The TIR carnet.")
    transit_destination: Office | None = element(
        "26B", "Office of destination of the transit.", ids={"Name": "L007", "ID": "L008"}
    )
    transit_destination_country_code: Code | None = element(
        "CAREC098", "Country of that office (ISO 3166-1 alpha-2).", format="a2", codes="countries"
    )
    transit_destination_location: Location | None = element(
        "CAREC624", "Place where the transit ends: control zone, station, warehouse."
    )
    transit_principal: Party | None = element(
        "28B", "Who is liable for the transit.", ids=party_ids("R001", "R002")
    )
    transport_means_change: tuple[TransportMeansChange, ...] = elements(
        "CAREC231", "Changes of vehicle or container."
    )
