"""The question being written: its pieces, for as many followers as there are."""
