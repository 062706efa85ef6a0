"""The built-in interviewer: sample interviews written by hand, and a bank of questions."""
