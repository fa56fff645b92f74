"""An application as it is written and read: appendix A, the materials, the five conditions, the data, the fees."""
