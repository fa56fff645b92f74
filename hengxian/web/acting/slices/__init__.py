"""What each part of the process adds to the common pages, a file each (panels, clocks, answers); loading registers."""

from hengxian.web.acting.slices import applications, certificates

__all__ = ["applications", "certificates"]
