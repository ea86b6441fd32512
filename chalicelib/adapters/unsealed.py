"""The seam for the municipality's seal: nothing is put on yet, and nothing claims that it is."""


class Unsealed:
    """Sealer: gives the bytes back as they are."""

    def seal(self, pdf: bytes, tenant: str) -> bytes:  # noqa: ARG002 - a seal needs the tenant
        """As the port says."""
        return pdf
