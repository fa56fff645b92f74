"""The conditions that the lifecycle tables name, a file for each part of the process; loading this registers them."""
