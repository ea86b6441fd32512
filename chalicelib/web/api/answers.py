"""What programs get from us, whatever they ask for."""

from datetime import datetime

from pydantic import BaseModel

from chalicelib.domain.registers.access import Consultation


class ConsultationAnswer(BaseModel):
    """One consultation of the caller's data."""

    at: datetime
    by: str
    services: list[str]
    purpose: str
    legal_ground: str
    request_id: str | None


class AccessLogAnswer(BaseModel):
    """Who consulted the caller's data, newest first."""

    consultations: list[ConsultationAnswer]


class HealthAnswer(BaseModel):
    """That we are there."""

    status: str
    documents: int


def consultation_answer(consultation: Consultation) -> ConsultationAnswer:
    """A line of the access log as the person may see it."""
    return ConsultationAnswer(
        at=consultation.at,
        by=consultation.actor_kind.value,
        services=sorted(service.value for service in consultation.services),
        purpose=consultation.purpose,
        legal_ground=consultation.legal_ground,
        request_id=consultation.request_id,
    )
