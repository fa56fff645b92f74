"""The way in: signing in, the second factor, the undertaking, and the page that says who may sign in where."""
