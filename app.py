"""Every Lambda entry point of the counter; what they do stands in chalicelib."""

from chalice import Chalice, Rate
from chalice.app import CloudWatchEvent, SQSEvent

from chalicelib.jobs.issue import handle as handle_issue
from chalicelib.jobs.tick import handle as handle_tick
from chalicelib.settings import queue_name
from chalicelib.web.routes import register

app = Chalice(app_name="thuisloket")

register(app)


@app.on_sqs_message(queue=queue_name("issue"), batch_size=1)
def issue(event: SQSEvent) -> None:
    """Decide on a request and make its document."""
    handle_issue(event)


@app.schedule(Rate(1, unit=Rate.MINUTES))
def tick(event: CloudWatchEvent) -> None:
    """Move on what is overdue."""
    handle_tick()
