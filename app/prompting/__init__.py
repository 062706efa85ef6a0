"""Every word the model is told. Pure."""
