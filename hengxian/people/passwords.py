"""What a password must be, told in the user's language."""

from django.contrib.auth.password_validation import MinimumLengthValidator


class LongEnough(MinimumLengthValidator):
    """Django's own rule; its sentence is told here, since Django has it in no Chinese."""

    def get_error_message(self) -> str:
        """What is wrong with a short one."""
        return f"密码太短：至少 {self.min_length} 个字符"

    def get_help_text(self) -> str:
        """What is asked for."""
        return f"密码至少 {self.min_length} 个字符"
