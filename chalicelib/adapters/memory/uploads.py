"""Files on their way, in memory."""

from dataclasses import replace
from hashlib import sha256
from typing import override

from chalicelib.domain.cases.forms.basket import Basket
from chalicelib.ports.platform import Clock
from chalicelib.ports.uploads import Arrived, Baskets, Incoming, UploadForm


class MemoryIncoming(Incoming):
    """A bucket at `address`; `contents` are by key."""

    def __init__(self, address: str = "https://bucket.example") -> None:
        self._address = address
        self.contents: dict[str, bytes] = {}

    @property
    @override
    def address(self) -> str:
        return self._address

    @override
    def form(self, key: str, back: str) -> UploadForm:
        fields = {"success_action_redirect": back} if back else {}
        return UploadForm(self._address, {"key": key} | fields)

    @override
    def fetch(self, key: str) -> Arrived | None:
        content = self.contents.get(key)
        version = sha256(content or b"").hexdigest()
        return None if content is None else Arrived(key, version, content)


class MemoryBaskets(Baskets):
    """Baskets."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._kept: dict[str, Basket] = {}

    @override
    def get(self, basket_id: str) -> Basket | None:
        basket = self._kept.get(basket_id)
        return basket if basket and self._clock.now() < basket.expires_at else None

    @override
    def put(self, basket: Basket) -> None:
        self._kept[basket.id] = replace(basket)
