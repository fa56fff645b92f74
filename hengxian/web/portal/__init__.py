"""The portal: where an applicant follows his own applications, cases and certificates."""
