"""Everything outside, in memory: for tests, replays and rehearsals."""
