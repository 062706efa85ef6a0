# What runs the program, installed by its hashes, then copied into an image without
# compilers. Nothing is written but below /data and /tmp: run it with a read-only root.
FROM python:3.13-slim AS build

RUN python -m venv /opt/viva
COPY requirements.lock /tmp/
RUN /opt/viva/bin/pip install --no-cache-dir --disable-pip-version-check --require-hashes \
    -r /tmp/requirements.lock

WORKDIR /srv/viva
COPY app ./app
COPY templates ./templates
COPY piccolo_migrations ./piccolo_migrations
COPY piccolo_conf.py pyproject.toml LICENSE ./
RUN /opt/viva/bin/python -m compileall -q app piccolo_migrations

FROM python:3.13-slim

RUN useradd --system --uid 10001 --no-create-home viva \
    && install --directory --owner=viva --mode=0700 /data
COPY --from=build /opt/viva /opt/viva
COPY --from=build /srv/viva /srv/viva

ENV PATH=/opt/viva/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    LOG_FORMAT=json \
    DATABASE_URL=sqlite:////data/viva.sqlite
WORKDIR /srv/viva
USER 10001
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s --retries=3 \
    CMD ["python", "-c", "import os, urllib.request; urllib.request.urlopen('http://127.0.0.1:' + os.environ.get('PORT', '8000') + '/healthz', timeout=4)"]
ENTRYPOINT ["python", "-m", "app"]
CMD ["serve", "--host", "0.0.0.0"]
