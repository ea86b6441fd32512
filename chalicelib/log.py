"""One structured line per decision: ids and codes, never what belongs to a person (promise 5)."""

from aws_lambda_powertools import Logger

logger = Logger(service="thuisloket")
