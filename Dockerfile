# One image; the command picks the part: `prime serve` (default), `prime worker`, `prime migrate`.
# Each RUN line is a script that continuous integration runs directly too (.ci/container.py), so nothing here is known to Docker alone.

FROM python:3.13-slim-bookworm AS packages
WORKDIR /app
COPY prime/setup/bootstrap.py prime/setup/bootstrap.py
COPY requirements.lock .
RUN --mount=type=cache,target=/root/.cache python3 prime/setup/bootstrap.py requirements.lock

FROM packages AS assets
COPY pyproject.toml requirements-node.lock ./
COPY prime prime
COPY templates templates
RUN --mount=type=cache,target=/root/.npm .venv/bin/python -m prime.setup front-end fonts

FROM python:3.13-slim-bookworm AS app
ARG PRIME_COMMIT=unknown
WORKDIR /app
COPY --from=packages /app/.venv .venv
COPY pyproject.toml requirements.lock ./
COPY admin admin
COPY prime prime
COPY workers workers
COPY templates templates
COPY --from=assets /app/templates/assets templates/assets
RUN --mount=type=cache,target=/var/lib/apt/lists .venv/bin/python -m prime.setup libraries
RUN useradd --system --uid 10001 --home-dir /var/lib/prime --create-home prime
ENV PATH=/app/.venv/bin:$PATH PRIME_COMMIT=$PRIME_COMMIT PRIME_HOME=/var/lib/prime HOST=0.0.0.0 TZ=UTC PYTHONUNBUFFERED=1
USER 10001
VOLUME /var/lib/prime
EXPOSE 8000
HEALTHCHECK --interval=10s --timeout=6s --start-period=30s --retries=3 CMD ["prime", "probe"]
CMD ["prime", "serve"]
