# The sandbox in a container, made and started by the commands of `make run`.
#   docker build -t bacasable . && docker run -p 127.0.0.1:8000:8000 -e BACASABLE_CONTROL_KEY=choose-one bacasable
FROM python:3.11-slim

WORKDIR /app
COPY requirements.lock ./
COPY tools/bootstrap.py tools/
RUN PIP_NO_CACHE_DIR=1 python3 tools/bootstrap.py requirements.lock
COPY . .

RUN useradd --system --no-create-home bacasable && install --directory --owner=bacasable /data
USER bacasable
VOLUME /data
ENV PATH=/app/.venv/bin:$PATH \
    BACASABLE_DATABASE_URL=sqlite:////data/bacasable.sqlite

EXPOSE 8000
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s \
    CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/_bac/health')"]
CMD ["bacasable", "up", "--host", "0.0.0.0", "--port", "8000"]
