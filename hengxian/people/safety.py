"""The safe values of sign-in, fixed in one place and printed to whoever asks (P-security: nothing waits for them)."""

PASSWORD_LENGTH = 12
TRIES = 5
LOCKED_MINUTES = 15
IDLE_MINUTES = 30
CODE_SECONDS = 30
RECOVERY_CODES = 10


def printed() -> list[tuple[str, str]]:
    """What is set and to what, as the pages show it."""
    return [
        ("密码长度", f"不少于 {PASSWORD_LENGTH} 个字符，不得与用户名、姓名相近，不得为常见密码"),
        ("密码存储", "Argon2，仅存摘要"),
        ("连续错误", f"{TRIES} 次后锁定 {LOCKED_MINUTES} 分钟"),
        ("空闲超时", f"{IDLE_MINUTES} 分钟无操作自动退出"),
        ("第二因素", f"动态口令，每 {CODE_SECONDS} 秒更换；恢复码 {RECOVERY_CODES} 个，各用一次"),
    ]
