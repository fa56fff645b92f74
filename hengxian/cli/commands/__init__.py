"""One module a command: `ABOUT` says what it does, `declare(parser)` names its arguments, `run(asked)` does it."""
