"""Rows: where interviews are kept. Alone imports Piccolo."""
