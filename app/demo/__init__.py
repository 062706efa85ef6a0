"""The built-in interviewer: offline, the same every time, labelled wherever it speaks."""
