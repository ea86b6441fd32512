"""The scanner of a person's own machine: it knows the one file that every scanner knows."""

from typing import override

from chalicelib.ports.uploads import Arrived, Scan, Scanner

EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
"""The test file of the European Institute for Computer Anti-Virus Research; in two parts here, so
that no scanner takes this file for it."""


class EicarScanner(Scanner):
    """Everything is clean, but for what contains the test file."""

    @override
    def scan(self, file: Arrived) -> Scan:
        return Scan.HARMFUL if EICAR in file.content else Scan.CLEAN
