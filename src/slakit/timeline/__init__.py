"""One lead's timeline: what every clock did, row by row, with the arithmetic of its deadlines."""
