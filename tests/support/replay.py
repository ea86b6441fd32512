"""A shard of a replay, ready to run."""

from datetime import date

from ops.measure.replay.counter import open_counter
from ops.measure.replay.run import Job, Shard, plan
from ops.synthetic.population import generate


def a_shard(job: Job) -> Shard:
    """A counter with the orders of a job."""
    population = generate(job.people, job.seed, date(job.year, 1, 1))
    counter = open_counter(population, job.render, job.seed + job.shard, job.policy)
    return Shard(counter, job, plan(job, population, counter), lambda _: None)
