"""The promises of the design, judged from outside once a run is over."""
