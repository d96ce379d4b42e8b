"""Language models: one port, a scripted one, and servers that speak OpenAI's protocol."""
