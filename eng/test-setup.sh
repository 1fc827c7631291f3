#!/usr/bin/env bash
# Brings what the integration tests run beside Weir: Node.js, npm, Chromium, PostgreSQL and, where a Kafka is at hand, Java (Debian packages, when
# this is root) and, through npm,
# the Anvil node and the contracts that are deployed on it. What cannot be had is said; the tests that need it skip with a reason.
set -uo pipefail
cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/.." || exit 1

need=()
command -v npm >/dev/null 2>&1 || need+=(nodejs npm)
command -v python3 >/dev/null 2>&1 || need+=(python3)
command -v chromium >/dev/null 2>&1 || need+=(chromium)
compgen -G "/usr/lib/postgresql/*/bin/initdb" >/dev/null || need+=(postgresql)
if [ -d ../shared/kafka ]; then
  command -v java >/dev/null 2>&1 || need+=(openjdk-17-jre-headless)
  command -v kcat >/dev/null 2>&1 || need+=(kcat)
  python3 -c "import confluent_kafka" >/dev/null 2>&1 || need+=(python3-confluent-kafka)
fi
if [ ${#need[@]} -gt 0 ]; then
  if [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo "test: installing ${need[*]}"
    # The tests make a cluster of their own; the package shall not make and start one.
    if [ ! -e /etc/postgresql-common/createcluster.conf ]; then
      mkdir -p /etc/postgresql-common && echo "create_main_cluster = false" >/etc/postgresql-common/createcluster.conf
    fi
    { apt-get update -q && DEBIAN_FRONTEND=noninteractive UCF_FORCE_CONFFOLD=1 apt-get install -y -q --no-install-recommends "${need[@]}"; } \
      >artifacts/apt.log 2>&1 || echo "test: installing ${need[*]} failed, see artifacts/apt.log; tests that need them skip" >&2
  else
    echo "test: ${need[*]} missing, and this is not root on Debian; tests that need them skip" >&2
  fi
fi

for packages in tests/Weir.IntegrationTests/npm web; do
  if [ -f "$packages/package-lock.json" ] && command -v npm >/dev/null 2>&1; then
    if [ ! -f "$packages/node_modules/.package-lock.json" ] || [ "$packages/package-lock.json" -nt "$packages/node_modules/.package-lock.json" ]; then
      echo "test: installing what $packages names with npm"
      npm ci --prefix "$packages" --no-audit --no-fund --ignore-scripts >artifacts/npm.log 2>&1 ||
        echo "test: npm ci failed in $packages, see artifacts/npm.log; tests that need it skip" >&2
      touch "$packages/node_modules/.package-lock.json" 2>/dev/null
    fi
  fi
done
exit 0
