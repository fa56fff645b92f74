"""Papers made from records: certificates, letters, reports and forms, as PDF and as Word. No database is asked."""
