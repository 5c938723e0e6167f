"""The terminal: `cordata ...`. Works without the site; nothing heavy is imported before it is needed."""
