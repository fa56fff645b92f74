"""The pages and the API, in rooms named after who stands in them."""
