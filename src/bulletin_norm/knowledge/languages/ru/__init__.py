"""Russian."""

NAME = "Russian"
