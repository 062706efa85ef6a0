"""Viva, a live mock interviewer for the web."""
