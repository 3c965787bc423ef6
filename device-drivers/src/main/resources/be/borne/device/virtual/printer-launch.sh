#!/bin/sh
# Becomes ippeveprinter: usage printer-launch.sh IPPEVEPRINTER PORT HOSTS OPTION...
# HOSTS is a file to be seen as /etc/hosts, or "-"; the options are the model's. Everything started here dies with this process,
# and this process with the thread that started it.
set -eu
ippeveprinter=$1 port=$2 hosts=$3
shift 3
run=$BORNE_PRINTER_RUN

[ "$hosts" = - ] || mount --bind "$hosts" /etc/hosts

# ippeveprinter exits without a system bus, though it never uses it when it advertises nothing.
rm -f "$run/bus-ready"
mkfifo -m 600 "$run/bus-ready"
setpriv --pdeathsig KILL dbus-daemon --config-file="$run/bus.conf" --nofork --nopidfile \
  --print-address=3 3>"$run/bus-ready" &
read -r DBUS_SYSTEM_BUS_ADDRESS <"$run/bus-ready"
export DBUS_SYSTEM_BUS_ADDRESS

# It keeps this number: whoever it starts can tell whether it is still there.
BORNE_PRINTER_PID=$$
export BORNE_PRINTER_PID
exec setpriv --pdeathsig KILL "$ippeveprinter" -r off -n localhost -p "$port" -d "$run/spool" \
  -c "$run/printer-feed.sh" "$@" -M Borne -m "virtual printer" "Borne virtual printer"
