"""The paper a body and a hotline keep: files, registers, documents, parameters, notices, reminders."""
