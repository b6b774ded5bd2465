# The local Core API as a stand-in for the real one, for services in any language (see docs/testing.md).
# This image is not built in the project's tests.
#
#   docker build -t authpi-core-api .
#   docker run -e AUTHPI_CONTROL_TOKEN=choose-one -p 127.0.0.1:8787:8787 -p 127.0.0.1:8788:8788 authpi-core-api
FROM python:3.13-slim

COPY . /source
RUN pip install --no-cache-dir "/source[testing]" && rm -rf /source && useradd --create-home authpi
USER authpi
WORKDIR /home/authpi
EXPOSE 8787 8788
HEALTHCHECK --interval=5s --timeout=3s CMD ["python", "-c", "from urllib.request import urlopen; urlopen('http://127.0.0.1:8788/v1/health', timeout=2)"]
# Listens outside loopback, so it does not start without AUTHPI_CONTROL_TOKEN. `docker run … --seed users=1000` adds options.
ENTRYPOINT ["python", "-m", "authpi_admin.testing", "--host", "0.0.0.0", "--control-host", "0.0.0.0", "--control-port", "8788"]
