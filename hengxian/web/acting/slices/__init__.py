"""What each part of the process adds to the common pages, a file each (panels, clocks, answers); loading registers."""
