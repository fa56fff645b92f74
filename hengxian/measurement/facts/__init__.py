"""What had happened by as_of: one row a call, a message, an order, a review, ready to be counted."""
