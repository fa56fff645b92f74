"""What each act does beside moving the state, a file for each subject; loading this registers them."""
