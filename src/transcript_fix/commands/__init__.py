"""What each command does, one file a command; `cli` only reads the arguments."""
