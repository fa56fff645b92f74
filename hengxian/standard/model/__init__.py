"""The frozen shapes a rule pack is validated into, one subject a file."""
