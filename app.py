"""Every Lambda entry point of the counter; what they do stands in chalicelib.

Each loads its own job only: what a function doesn't need makes its start no slower.
"""

from chalice import Chalice, Cron, Rate
from chalice.app import CloudWatchEvent, SNSEvent, SQSEvent

from chalicelib.settings import queue_name, topic_name
from chalicelib.web.routes import register

app = Chalice(app_name="thuisloket", configure_logs=False)

register(app)


@app.on_sqs_message(queue=queue_name("issue"), batch_size=1, maximum_concurrency=8)
def issue(event: SQSEvent) -> None:
    """Decide on a request and make its document."""
    from chalicelib.jobs.issue import handle

    handle(event)


@app.schedule(Rate(1, unit=Rate.MINUTES))
def tick(event: CloudWatchEvent) -> None:
    """Move on what is overdue."""
    from chalicelib.jobs.tick import handle

    handle()


@app.on_sns_message(topic=topic_name("mail-feedback"))
def mail_feedback(event: SNSEvent) -> None:
    """See to a mail that didn't arrive."""
    from chalicelib.jobs.feedback import handle

    handle(event.message)


@app.schedule(Rate(5, unit=Rate.MINUTES))
def parked_feedback(event: CloudWatchEvent) -> None:
    """Try again what was told of a mail before its case was there."""
    from chalicelib.jobs.parked_feedback import handle

    handle()


@app.schedule(Rate(15, unit=Rate.MINUTES))
def erasure(event: CloudWatchEvent) -> None:
    """Erase files whose time is over."""
    from chalicelib.jobs.erasure import handle

    handle()


@app.schedule(Rate(5, unit=Rate.MINUTES))
def canary(event: CloudWatchEvent) -> None:
    """Ask for a document from outside, as a citizen does."""
    from chalicelib.jobs.canary import handle

    handle()


@app.schedule(Cron(0, 5, "?", "*", "MON-FRI", "*"))
def digest(event: CloudWatchEvent) -> None:
    """Tell the supervisors how things stand, at six or seven in the morning."""
    from chalicelib.jobs.digest import handle

    handle()


@app.schedule(Rate(1, unit=Rate.HOURS))
def figures(event: CloudWatchEvent) -> None:
    """Count what happened."""
    from chalicelib.jobs.figures import handle

    handle()


@app.schedule(Rate(1, unit=Rate.HOURS))
def seals(event: CloudWatchEvent) -> None:
    """Look whether a certificate of a seal was revoked."""
    from chalicelib.jobs.seals import handle

    handle()
