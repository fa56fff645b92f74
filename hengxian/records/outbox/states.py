"""What every outlet's table calls one that is in use, and one that is not."""

ON, OFF = "启用", "停用"
