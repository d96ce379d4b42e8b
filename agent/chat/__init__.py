"""The chat: turns of a conversation become edits of the Blueprint that its thread holds."""
