"""The outbox that webhooks and SMS gateways share."""
