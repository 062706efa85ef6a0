"""What the job asks for, what was shown so far, and what the next question is to do. Pure."""
