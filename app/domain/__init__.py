"""An interview: its values, its turns, how far along it is. Pure: no I/O, no clock, no await."""
