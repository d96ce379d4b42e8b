"""What the chat answers about a backend: from its Blueprint and the knowledge documents, never from memory."""
