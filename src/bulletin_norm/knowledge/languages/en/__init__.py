"""English: the language of machine-translated bulletins."""

NAME = "English"
