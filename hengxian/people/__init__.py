"""Who there is: natural persons, their organisations and accounts, the roles they were granted."""
