"""The synthetic registers, kept in DynamoDB."""
