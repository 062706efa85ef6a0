"""What a test waits for at most. No claim about speed: a busy machine is slow."""

from __future__ import annotations

HANGS = 30.0
"""Seconds after which something is taken to hang."""
