"""The door a web server calls for site `hotline`."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hengxian.config.settings.hotline")
application = get_wsgi_application()
