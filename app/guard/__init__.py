"""What may come out of a model: labels off, repeats and forbidden topics stopped. Pure."""
