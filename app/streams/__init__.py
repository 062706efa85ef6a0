"""The question being written: its pieces, for as many subscribers as there are."""
