"""Means of transport, carriers and offices of a transit, and changes from one to the next."""

from __future__ import annotations

from carec_datamodel.model.base import Model, element, elements
from carec_datamodel.model.customs_identification import CustomsIdentification
from carec_datamodel.model.party import Office, Party
from carec_datamodel.model.person import Person
from carec_datamodel.model.places import Location
from carec_datamodel.model.transport import RegisteredTransportMeans
from carec_datamodel.model.transport_equipment import TransportEquipment
from carec_datamodel.model.types import Code, Count, DateTime, Indicator, Text


class TransitTransportMeans(RegisteredTransportMeans):
    """One of several means of transport of a transit."""

    sequence_numeric: Count | None = element("006", "Number of the means within the declaration.")
    replaced_means_numeric: tuple[Count, ...] = elements(
        "CAREC711", "Numbers of the means whose load it takes over."
    )


class TransitCarrier(Party):
    """A carrier of a transit, with its drivers."""

    sequence_numeric: Count | None = element("006", "Number of the carrier within the declaration.")
    replaced_carrier_numeric: Count | None = element(
        "CAREC712", "Number of the carrier whose load it takes over."
    )
    representative_person: tuple[Person, ...] = elements(
        "06B", "Drivers and others who act for the carrier.", ids={"Name": "R006", "PositionName": "248"}
    )


class TransitOffice(Office):
    """A customs office passed in transit."""

    estimated_arrival_date_time: DateTime | None = element("CAREC125", "When arrival is expected.")


class TransportMeansChange(Model, wco="CAREC231"):
    """A change of vehicle, carrier or container on the way, planned or done."""

    sequence_numeric: Count | None = element("006", "Position of the change, from 1.")
    operation_code: Code | None = element(
        "CAREC232", "What is done: reloading, change of tractor, change of gauge.", format="an..17", box="55"
    )
    carrier_numeric: Count | None = element("CAREC714", "Number of the carrier that carries the goods on.")
    container_indicator: Indicator | None = element(
        "CAREC233", "Whether the goods change the container.", box="55"
    )
    date_time: DateTime | None = element("CAREC234", "When.", box="55")
    description: Text | None = element("CAREC235", "Why and how, in words.", format="an..4000", box="55")
    customs_identification: tuple[CustomsIdentification, ...] = elements(
        "CAREC703", "Seals put on after the change.", box="F"
    )
    customs_office: Office | None = element("CAREC236", "Office that supervises.")
    location: Location | None = element("CAREC237", "Where.", box="55")
    previous_transport_means: tuple[TransitTransportMeans, ...] = elements(
        "CAREC238", "Means that the goods leave."
    )
    next_transport_means: tuple[TransitTransportMeans, ...] = elements(
        "29B", "Means that carry the goods on.", ids={"ID": "T007", "TypeCode": "T011"}, box="55"
    )
    transport_equipment: tuple[TransportEquipment, ...] = elements(
        "31B", "Containers that carry the goods on.", box="55"
    )
