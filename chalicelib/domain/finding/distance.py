"""How far two spellings lie apart."""


def distance(a: str, b: str, most: int) -> int:
    """Letters added, left out, replaced, or swapped with their neighbour; `most + 1` for more."""
    before: list[int] = []
    row = list(range(len(b) + 1))
    for i in range(1, len(a) + 1):
        before, row = row, _next_row(a, b, i, before, row)
        if min(row) > most:
            return most + 1
    return min(row[-1], most + 1)


def _next_row(a: str, b: str, i: int, before: list[int], last: list[int]) -> list[int]:
    row = [i]
    for j in range(1, len(b) + 1):
        cost = min(last[j] + 1, row[-1] + 1, last[j - 1] + (a[i - 1] != b[j - 1]))
        if i > 1 and j > 1 and a[i - 1] == b[j - 2] and a[i - 2] == b[j - 1]:
            cost = min(cost, before[j - 2] + 1)
        row.append(cost)
    return row
