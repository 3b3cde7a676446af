# One image for web, worker and beat. Its steps are in script/lib/image.py, which a test runs without Docker.
FROM python:3.13-slim-bookworm

WORKDIR /app
ENV BIND=0.0.0.0 \
    DJANGO_SETTINGS_MODULE=senco_recruit.settings.production \
    PATH=/app/.venv/bin:$PATH \
    WEB_LOG_LEVEL=info \
    WORKER_POOL=prefork

COPY script script
COPY requirements requirements
COPY package.json package-lock.json .npmrc pyproject.toml ./
RUN script/image-steps libraries
RUN script/image-steps packages
RUN script/image-steps assets
COPY . .
RUN script/image-steps static owner

USER 10001
EXPOSE 8000
CMD ["script/start", "web"]
