"""Works and clocks: what happens to cases without people."""
