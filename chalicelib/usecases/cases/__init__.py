"""How a case is opened, acted on, worked, looked after and read; knows no process."""
