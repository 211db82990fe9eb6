"""The signatures of an agreement, for people and for programs."""
