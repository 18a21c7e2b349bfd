"""Korean."""

NAME = "Korean"
