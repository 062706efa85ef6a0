"""The rules of an interview. Pure: no I/O, no clock, no await, no framework."""
