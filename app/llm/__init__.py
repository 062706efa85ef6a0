"""The prompted model: any OpenAI-compatible endpoint. Alone imports the openai SDK."""
