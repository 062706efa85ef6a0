"""The rubric: ratings to findings, remarks, outlines and a score. Pure."""
