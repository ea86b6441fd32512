"""Any AWS call may fail at any point: each of them does, and the promises are checked after it."""
