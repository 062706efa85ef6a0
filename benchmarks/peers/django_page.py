"""The peer: a finished interview's page by Django, in one file, as its documents allow.

It reads the rows that ours wrote, in the same SQLite file; gunicorn serves it with threads.
"""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from typing import Any

import django  # type: ignore[import-not-found, unused-ignore] # not installed here
from django.conf import settings  # type: ignore[import-not-found, unused-ignore]

settings.configure(
    SECRET_KEY="none",
    ALLOWED_HOSTS=["*"],
    ROOT_URLCONF=__name__,
    INSTALLED_APPS=[],
    MIDDLEWARE=[
        "django.middleware.security.SecurityMiddleware",
        "django.middleware.common.CommonMiddleware",
        "django.middleware.clickjacking.XFrameOptionsMiddleware",
    ],
    DATABASES={
        "default": {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": os.environ["PAGE_DATABASE"],
            "CONN_MAX_AGE": None,
        }
    },
    TEMPLATES=[
        {
            "BACKEND": "django.template.backends.django.DjangoTemplates",
            "DIRS": [Path(__file__).parent],
        }
    ],
)
django.setup()

from django.core.wsgi import (  # type: ignore[import-not-found, unused-ignore] # noqa: E402
    get_wsgi_application,
)
from django.db import models  # type: ignore[import-not-found, unused-ignore] # noqa: E402
from django.http import (  # type: ignore[import-not-found, unused-ignore] # noqa: E402
    HttpResponse,
    HttpResponseForbidden,
)
from django.shortcuts import (  # type: ignore[import-not-found, unused-ignore] # noqa: E402
    get_object_or_404,
    render,
)
from django.urls import path  # type: ignore[import-not-found, unused-ignore] # noqa: E402


class Session(models.Model):  # type: ignore[misc, unused-ignore]  # noqa: DJ008
    id = models.CharField(primary_key=True, max_length=64)
    owner = models.CharField(max_length=255)
    job_title = models.TextField()
    company_name = models.TextField()

    class Meta:
        app_label, managed, db_table = "page", False, "sessions"


class Message(models.Model):  # type: ignore[misc, unused-ignore]  # noqa: DJ008
    id = models.CharField(primary_key=True, max_length=64)
    session = models.ForeignKey(Session, models.CASCADE, db_column="session")
    turn = models.IntegerField()
    role = models.CharField(max_length=20)
    content = models.TextField()
    seconds = 30

    class Meta:
        app_label, managed, db_table = "page", False, "messages"


def home(_: Any) -> Any:  # noqa: ANN401
    return HttpResponse("up")


def interview(request: Any, name: str) -> Any:  # noqa: ANN401
    session = get_object_or_404(Session, pk=name)
    owner = hashlib.sha256(request.COOKIES.get("viva", "").encode()).hexdigest()
    if session.owner != owner:
        return HttpResponseForbidden()
    messages = session.message_set.order_by("turn", "role")
    return render(request, "page.html", {"session": session, "messages": messages})


urlpatterns = [path("", home), path("session/<str:name>/interview", interview)]
app = get_wsgi_application()
