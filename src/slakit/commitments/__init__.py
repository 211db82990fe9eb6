"""The kinds of commitment, one folder each: how a kind is bound, compiled and worded."""
