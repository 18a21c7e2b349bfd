"""Vietnamese."""

NAME = "Vietnamese"
