"""`python -m bulletin_norm` is `bulletin-norm`."""

from bulletin_norm.cli import main

if __name__ == "__main__":
    main()
