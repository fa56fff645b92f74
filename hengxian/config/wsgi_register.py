"""The door a web server calls for site `register`."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hengxian.config.settings.register")
application = get_wsgi_application()
