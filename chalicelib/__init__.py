"""The counter. What is loaded at a cold start stays: looking for garbage in it takes long."""

import gc

gc.set_threshold(100_000)
