"""The language model: any OpenAI-compatible endpoint. Its `client` alone imports the openai SDK."""
