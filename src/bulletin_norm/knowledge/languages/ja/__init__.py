"""Japanese."""

NAME = "Japanese"
