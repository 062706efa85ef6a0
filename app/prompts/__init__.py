"""Every word that a model is told, and how many of them fit."""
