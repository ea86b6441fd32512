"""The network between a canary and the counter: everything happens in this process."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any
from urllib.parse import unquote, urlsplit

from chalicelib.adapters.oidc.providers import Providers, Stage
from chalicelib.domain.registers.canaries import CANARIES
from chalicelib.ports.sessions import IdentityProvider
from ops.synthetic.canaries import file_of
from ops.synthetic.fill import fill
from tests.support.counter import Counter
from tests.support.requests import KORTRIJK
from tests.support.stages.aws import a_session


@dataclass(frozen=True)
class Outside:
    """What stands for urllib3: requests come to the counter, whose queue goes on meanwhile.

    What plays Lambda and S3 calls AWS by clients of its own, which nobody's permissions are about.
    """

    counter: Counter

    def request(self, method: str, url: str, body: bytes | None, **sent: Any) -> Any:
        counter, to = self.counter, urlsplit(url)
        if "amazonaws" in to.netloc:
            return SimpleNamespace(status=200, data=self._file(unquote(to.path)))
        headers = {**sent["headers"], "Host": to.netloc}
        answer = counter.client.http.request(method, to.path, headers=headers, body=body or b"")
        self._drain()
        return SimpleNamespace(status=answer.status_code, data=answer.body, headers=answer.headers)

    def _file(self, path: str) -> bytes:
        bucket = self.counter.outputs.bucket
        key = path.removeprefix(f"/{bucket}").removeprefix("/")
        return a_session().client("s3").get_object(Bucket=bucket, Key=key)["Body"].read()

    def _drain(self) -> None:
        sqs, queue = a_session().client("sqs"), self.counter.outputs.issue_queue
        for message in sqs.receive_message(QueueUrl=queue).get("Messages", []):
            sqs.delete_message(QueueUrl=queue, ReceiptHandle=message["ReceiptHandle"])
            self.counter.deliver(message["Body"])


@contextmanager
def canaries_at(counter: Counter) -> Iterator[IdentityProvider]:
    """Canaries stand in the registers, and may sign in as they do in production."""
    wiring = counter.wiring
    room, here, platform = wiring.sign_in, wiring.templates.municipalities, wiring.platform
    people = (file_of(one, KORTRIJK) for one in CANARIES)
    list(fill(platform.clients.dynamodb, counter.outputs.registers, platform.keys, people))
    before, secret, tokens = room.identity, room.sign_in_secret, room.canary_tokens
    identity = Providers(here, dict, Stage("prod"), secret, platform.clock, tokens)
    wiring.give(identity=identity, outside=Outside(counter))
    yield identity
    wiring.give(identity=before)
