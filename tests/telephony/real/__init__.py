"""Real calls on this machine's own address: SIPp calls, the switch answers, telephones are other processes."""
