"""Use cases: what happens when a candidate, a model or a clock moves an interview on."""
