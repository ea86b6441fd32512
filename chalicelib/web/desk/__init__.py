"""The console of the clerks under `/loket`: pages and forms, one module a subject."""
