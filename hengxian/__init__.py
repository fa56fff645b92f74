"""衡线: runs, measures and certifies government hotlines by GB/T 33358-2016 and rule CMM-525-0004."""

__version__ = "0.1.0"
