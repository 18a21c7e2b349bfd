"""Compiles the tables of places under glossaries/ from public sources; see build_gazetteer.py."""
