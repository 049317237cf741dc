"""The transit that is planned for cargo, as advance information on it gives it."""

from __future__ import annotations

from carec_datamodel.model.base import Model, element, elements
from carec_datamodel.model.carriage import CarriageLeg
from carec_datamodel.model.duties import ObligationGuarantee
from carec_datamodel.model.party import Office, Party, party_ids
from carec_datamodel.model.person import Person
from carec_datamodel.model.places import Location
from carec_datamodel.model.transit import TIRCarnet, TransportMeansChange
from carec_datamodel.model.transport import TransportMeans, means_ids
from carec_datamodel.model.types import Code, Count, Indicator


class CargoTransit(Model, wco="CAREC631"):
    """How the goods go on under customs control, where the report stands for a transit declaration."""

    declaration_type_code: Code | None = element(
        "CAREC632", "Kind of declaration that the goods travel under.", format="an..17"
    )
    declaration_feature_code: Code | None = element(
        "CAREC633", "Peculiarity of that declaration, coded.", format="an..17"
    )
    document_usage_code: Code | None = element(
        "CAREC634", "Which papers serve as the declaration, coded.", format="an..17"
    )
    direction_code: Code | None = element(
        "CAREC269", "Course of the transit: into, out of, through the country, inside it.", format="an..17"
    )
    feature_code: Code | None = element("CAREC635", "Peculiarity of the transit, coded.", format="an..17")
    tir_indicator: Indicator | None = element("CAREC543", "Whether under a TIR carnet.")
    same_means_indicator: Indicator | None = element(
        "CAREC636", "Whether the goods go on with the means that crosses the border."
    )
    form_quantity: Count | None = element("CAREC108", "Number of forms in the set.")
    agent: Party | None = element("05A", "Who acts for the principal.", ids=party_ids("R003", "R004"))
    carriage_leg: tuple[CarriageLeg, ...] = elements("CAREC628", "Parts of the way, each with its carrier.")
    departure_transport_means: TransportMeans | None = element(
        "46A",
        "Means on which the goods go on.",
        ids=means_ids("T003", "T004", "T029", "T009", "T013", "T021"),
    )
    obligation_guarantee: tuple[ObligationGuarantee, ...] = elements("90A", "Guarantees.")
    representative_person: Person | None = element("06B", "Who signs.", ids={"Name": "R006"})
    tir_carnet: TIRCarnet | None = element("CAREC252", "The TIR carnet.")
    transit_destination: Office | None = element(
        "26B", "Office of destination of the transit.", ids={"Name": "L007", "ID": "L008"}
    )
    transit_destination_country_code: Code | None = element(
        "CAREC098", "Country of that office (ISO 3166-1 alpha-2).", format="a2"
    )
    transit_destination_location: Location | None = element(
        "CAREC637", "Place where the transit ends: control zone, station, warehouse."
    )
    transit_principal: Party | None = element(
        "28B", "Who is liable for the transit.", ids=party_ids("R001", "R002")
    )
    transport_means_change: tuple[TransportMeansChange, ...] = elements(
        "CAREC231", "Changes of vehicle or container."
    )
