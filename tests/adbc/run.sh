#!/usr/bin/env bash
# `knowns pull` with real engines: PostgreSQL, DuckDB, and Sail alone and with two workers, over a partitioned Parquet set.
#
#   run.sh KNOWNS PYTHON [ROWS]     KNOWNS was built with `--features adbc`; PYTHON is that of an environment that packages may be
#                                   put into; ROWS are those of the large set, 60,000,000 where none are named.
#
# Everything lies in target/adbc. What is started here is ended here.
set -euo pipefail
knowns=$(realpath "$1")
python=$(cd "$(dirname "$2")" && pwd)/$(basename "$2")
rows=${3:-60000000}
here=$(cd "$(dirname "$0")" && pwd)
work=$(cd "$here/../.." && pwd)/target/adbc
mkdir -p "$work"
cd "$work"
rm -rf projects sets profiles drivers pg logs
mkdir -p projects sets profiles drivers logs

say() { printf -- '-- %s\n' "$*"; }
fail() { printf 'FAILED: %s\n' "$*" >&2; exit 1; }
began=$SECONDS
took() { printf -- '   %s s\n' "$((SECONDS - began))"; began=$SECONDS; }

# --- packages, from the registries that everybody uses
say "packages"
bin=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | tail -1 || true)
packages=()
[ -n "$bin" ] || packages+=(postgresql)
command -v npm >/dev/null || packages+=(npm)
if [ "${#packages[@]}" -gt 0 ]; then
  export DEBIAN_FRONTEND=noninteractive
  timeout 600 apt-get update -qq
  timeout 600 apt-get install -y -qq --no-install-recommends "${packages[@]}" >/dev/null
  bin=$(ls -d /usr/lib/postgresql/*/bin | tail -1)
fi
timeout 600 "$python" -m pip install --quiet --disable-pip-version-check \
  pysail==0.7.2 adbc-driver-flightsql==1.13.0 adbc-driver-postgresql==1.13.0
duckdb=$work/package/libduckdb.so
if [ ! -e "$duckdb" ]; then
  timeout 300 npm pack --silent @duckdb/node-bindings-linux-x64@1.5.6-r.1 >/dev/null
  tar xzf duckdb-node-bindings-*.tgz
fi
took

# --- drivers and profiles, as docs/warehouses.md shows them
site=$("$python" -c 'import adbc_driver_flightsql, os; print(os.path.dirname(os.path.dirname(adbc_driver_flightsql.__file__)))')
driver() { printf 'manifest_version = 1\nname = "%s"\n[Driver]\n%sshared = "%s"\n' "$1" "${3:+entrypoint = \"$3\"
}" "$2" >"drivers/$1.toml"; }
profile() { printf 'profile_version = 1\ndriver = "%s"\n[Options]\n%s\n' "$2" "$3" >"profiles/$1.toml"; }
driver duckdb "$duckdb" duckdb_adbc_init
driver flightsql "$site/adbc_driver_flightsql/libadbc_driver_flightsql.so"
driver postgresql "$site/adbc_driver_postgresql/libadbc_driver_postgresql.so"
profile duck duckdb 'path = ":memory:"'
profile pg postgresql 'uri = "postgresql://knowns@127.0.0.1:55432/postgres"'
profile secret postgresql 'uri = "postgresql://knowns:{{ env_var(KNOWNS_TEST_SECRET) }}@127.0.0.1:55432/postgres"'
profile sail flightsql 'uri = "grpc://127.0.0.1:32177"'
profile cluster flightsql 'uri = "grpc://127.0.0.1:32178"'
export ADBC_DRIVER_PATH=$work/drivers ADBC_PROFILE_PATH=$work/profiles PGPASSWORD=a-password-of-the-test

# --- engines
started=()
end() {
  for process in "${started[@]}"; do kill "$process" 2>/dev/null || true; done
  [ ! -e pg/data/postmaster.pid ] || kill "$(head -1 pg/data/postmaster.pid)" 2>/dev/null || true
  wait
  rm -rf "${pg:-}"
}
trap end EXIT
wait_for() { # PORT: until somebody listens there
  for _ in $(seq 300); do
    (: <"/dev/tcp/127.0.0.1/$1") 2>/dev/null && return
    sleep 0.1
  done
  fail "nobody listens at $1: $(tail -5 logs/*)"
}
# PostgreSQL does not run as root.
user=()
[ "$(id -u)" -ne 0 ] || user=(setpriv --reuid=postgres --regid=postgres --init-groups)
as() { (cd / && "${user[@]}" "$@"); }
postgresql() {
  as "$bin/pg_ctl" -D "$pg/data" -o "-h 127.0.0.1 -p 55432 -k $pg -c fsync=off -c max_connections=20" -w -l "$pg/log" start >/dev/null
}
# Its folder must be reached by its own user, so it does not lie in ours.
pg=$(mktemp -d)
ln -s "$pg" pg
printf '%s\n' "$PGPASSWORD" >"$pg/password"
[ "$(id -u)" -ne 0 ] || chown -R postgres "$pg"
say "PostgreSQL, Sail, Sail with two workers"
as "$bin/initdb" -D "$pg/data" -U knowns --auth=scram-sha-256 --pwfile="$pg/password" -E UTF8 --locale=C.UTF-8 >logs/initdb
postgresql
psql() { "$bin/psql" -h 127.0.0.1 -p 55432 -U knowns -d postgres -q -v ON_ERROR_STOP=1 "$@"; }
sail=$(dirname "$python")/sail
"$sail" flight server --ip 127.0.0.1 --port 32177 >logs/sail 2>&1 &
started+=($!)
SAIL_MODE=local-cluster SAIL_CLUSTER__WORKER_INITIAL_COUNT=2 SAIL_CLUSTER__WORKER_MAX_COUNT=2 SAIL_CLUSTER__WORKER_TASK_SLOTS=2 \
  "$sail" flight server --ip 127.0.0.1 --port 32178 >logs/cluster 2>&1 &
started+=($!)
wait_for 32177
wait_for 32178
took

# --- projects
project() { # NAME PROFILE [KEY]: a project with one query, whose SQL comes on stdin
  mkdir -p "projects/$1/queries"
  cat >"projects/$1/queries/a.sql"
  cat >"projects/$1/claims.yaml" <<YAML
registry: 1
publication: { title: Desk, publisher: The Desk, as_of: 2025-12-15 }
parties: { office: Office }
datasets:
  a: { from: { connection: "profile://$2", sql: queries/a.sql }, publisher: office${3:+, primaryKey: [$3]} }
YAML
}
pull() { timeout 300 "$knowns" --project "projects/$1" pull "${@:2}"; }
same() { cmp "$1" "$2" || { diff "$1" "$2" | head -20; fail "$1 is not $2"; }; }
state() { { cat "projects/$1"/data/* 2>/dev/null || true; } | sha256sum; } # NAME: what its files hold
refused() { # NAME WORDS [OPTION…]: the pull ends with 2, says these words, and leaves the files as they are
  local before after said
  before=$(state "$1")
  said=$(pull "$1" "${@:3}" 2>&1) && fail "$1 was pulled: $said"
  after=$(state "$1")
  [ "$before" = "$after" ] || fail "$1 changed files"
  case "$said" in *"$2"*) ;; *) fail "$1 does not say “$2”: $said" ;; esac
}

say "PostgreSQL: every cell exactly"
psql <<'SQL'
CREATE SEQUENCE writes;
CREATE TABLE cells (id text, n bigint, paid numeric, day date, seen timestamptz, at timestamp, ok boolean, said text, rate float8);
INSERT INTO cells VALUES
  ('007', 9223372036854775807, 10.50, '2024-02-29', '2024-02-29 23:00:00.5+01', '2024-02-29 23:00:00', true, '', 0.1),
  ('010', NULL, 12345678901234567890.123456789, NULL, NULL, NULL, NULL, NULL, NULL),
  ('b', -1, -0.10, '0001-01-01', '1999-12-31 23:59:59+00', '1999-12-31 23:59:59.25', false, E'a, "b"\nc', 1e21);
SQL
project pg pg id <<<'SELECT * FROM cells'
pull pg
cat >expected <<'CSV'
id,n,paid,day,seen,at,ok,said,rate
007,9223372036854775807,10.50,2024-02-29,2024-02-29T22:00:00.5Z,2024-02-29T23:00:00,true,"",0.1
010,,12345678901234567890.123456789,,,,,,
b,-1,-0.10,0001-01-01,1999-12-31T23:59:59Z,1999-12-31T23:59:59.25,false,"a, ""b""
c",1000000000000000000000
CSV
same projects/pg/data/a.csv expected
grep -q '"name": "PostgreSQL"' projects/pg/data/a.csv-metadata.json || fail "the engine is not named"

say "PostgreSQL: what is refused"
for type in interval uuid money 'integer[]'; do
  name=refused-$(tr -dc a-z <<<"$type")
  case "$type" in interval) value="'1 day'" ;; money) value="'12.30'" ;; uuid) value="'00000000-0000-0000-0000-000000000000'" ;; *) value="'{1}'" ;; esac
  project "$name" pg <<<"SELECT 1 AS id, CAST($value AS $type) AS odd"
  refused "$name" 'CAST(odd AS VARCHAR)'
done
project nan pg <<<"SELECT 1 AS id, CAST('NaN' AS numeric) AS paid"
refused nan 'is no value'
project writes pg <<<"SELECT nextval('writes') AS n"
refused writes 'read-only'
project slow pg <<<'SELECT 1 AS n FROM pg_sleep(60)'
refused slow 'help:' --time-limit 2
project secret secret <<<'SELECT 1 AS n'
refused secret 'KNOWNS_TEST_SECRET'
for secret in 'hunter2' 'hun%ter2secret' 'p@ss:w/rd'; do
  said=$(KNOWNS_TEST_SECRET=$secret pull secret 2>&1) && fail "a wrong password is none"
  for part in hunt nter ter2 secr "$secret"; do
    case "$said" in *"$part"*) fail "it says the password: $said" ;; esac
  done
done

say "PostgreSQL: an engine that dies, a pull that is killed, a full disk, two at once"
project large pg n <<<"SELECT n, repeat('x', 40) AS said FROM generate_series(1, 3000000) n"
project small pg n <<<'SELECT n, n * 2 AS m FROM generate_series(1, 3000) n'
pull small
sed -i 's/3000)/300000)/' projects/small/queries/a.sql
(ulimit -f 64; trap '' XFSZ; refused small 'could not write')
pull small
sed -i 's/300000)/3000)/' projects/small/queries/a.sql
for delay in 0.05 0.2 0.5 1; do
  "$knowns" --project projects/large pull >/dev/null 2>&1 &
  killed=$!
  sleep "$delay"
  kill -9 "$killed" 2>/dev/null || true
  wait "$killed" 2>/dev/null || true
  [ ! -e projects/large/data ] || fail "a pull that was killed left something"
done
pull small >logs/first &
first=$!
pull small >logs/second
wait "$first"
for file in a.csv a.csv-metadata.json; do [ -s "projects/small/data/$file" ] || fail "$file is gone"; done
[ "$(wc -l <projects/small/data/a.csv)" = 3001 ] || fail "two at once leave half a file"
rm -rf projects/large/data
(sleep 0.7; as "$bin/pg_ctl" -D "$pg/data" -m immediate stop >/dev/null) &
stops=$!
refused large 'help:'
wait "$stops"
[ ! -e projects/large/data ] || fail "half an answer was kept"
took

say "a set of $rows rows as Parquet"
"$python" "$here/make.py" "$duckdb" "$rows" "$work/sets/large"
"$python" "$here/make.py" "$duckdb" 200000 "$work/sets/small"
"$python" "$here/make.py" "$duckdb" 200000 "$work/sets/small.csv"
du -sh sets/large | sed 's/^/   /'
took
sql() { # FROM
  cat <<SQL
SELECT area, month, COUNT(*) AS visits, COUNT(DISTINCT person) AS persons, SUM(paid) AS paid, SUM(days) AS days, MAX(paid) AS most
FROM $1
GROUP BY area, month
SQL
}
say "DuckDB"
sql "'$work/sets/large/*/*.parquet'" | project duck duck 'area, month'
pull duck
took
say "Sail, then Sail with two workers: the same SQL"
for engine in sail cluster; do
  sql "parquet.\`$work/sets/large\`" | project "$engine" "$engine" 'area, month'
  pull "$engine"
  took
done
same projects/sail/data/a.csv projects/cluster/data/a.csv
same projects/duck/data/a.csv projects/sail/data/a.csv

say "a brief of the answer, and one of the whole data as CSV: the same bytes"
brief() { # NAME: a project with the data of the datasets on stdin
  mkdir -p "projects/$1/data" "projects/$1/queries"
  cat >"projects/$1/claims.yaml" - "$here/brief.yaml"
}
brief whole <<'YAML'
datasets:
  visits: { file: data/visits.csv, source: register, measure: visits, vintage: 2025-12-04, fields: { area: string, month: date, person: integer, paid: { type: number, measure: paid }, days: integer, year: year } }
YAML
cp sets/small.csv projects/whole/data/visits.csv
brief answer <<'YAML'
datasets:
  visits: { from: { connection: "profile://cluster", sql: queries/visits.sql }, source: register, measure: visits, vintage: 2025-12-04, primaryKey: [area, year], fields: { year: year, paid: { type: number, measure: paid } } }
YAML
printf 'SELECT area, year, SUM(paid) AS paid FROM parquet.`%s`\nGROUP BY area, year\n' "$work/sets/small" \
  >projects/answer/queries/visits.sql
pull answer
for name in whole answer; do "$knowns" --project "projects/$name" build >logs/$name || { cat logs/$name; fail "$name does not build"; }; done
same projects/whole/reports/what-was-paid.md projects/answer/reports/what-was-paid.md
"$knowns" --project projects/answer verify
"$knowns" --project projects/answer trace paid_in_2025 | grep 'query queries/visits.sql' >/dev/null || fail "no trace to the query"
took
say "all pulled"
