"""The citizens' door: filing a request, following it, answering a survey, Open311; nobody signs in here."""
