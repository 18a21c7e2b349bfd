"""Chinese, in Simplified characters: the language of original bulletins."""

NAME = "Chinese"
