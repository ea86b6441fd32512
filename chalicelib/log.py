"""One structured line per decision: ids and codes, never what belongs to a person (promise 5).

Lines of one request share its id as `correlation_id`, from the POST to the mail; SES carries it as
the tag `request`.
"""

from aws_lambda_powertools import Logger

logger = Logger(service="thuisloket")
