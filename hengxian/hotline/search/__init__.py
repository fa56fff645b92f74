"""Chinese full-text search inside the database the hotline already has: two-character words are found (燃气)."""
