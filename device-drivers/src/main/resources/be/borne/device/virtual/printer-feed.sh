#!/bin/sh
# The paper path: ippeveprinter runs this for each job (-c), with the received file as last
# argument. What is the matter with the printer lies in flag files; what comes out of it lands in
# the directory "printed"; each single sheet is also a file below "printed/.sheets", which nothing
# but this script writes and which no later event takes back. STATE: and ATTR: lines on stderr are ippeveprinter's own protocol.
set -u
if [ "${BORNE_PRINTER_FEEDING:-}" != yes ]; then
  # Without power no paper moves: this must not survive the printer.
  BORNE_PRINTER_FEEDING=yes exec setpriv --pdeathsig KILL /bin/sh "$0" "$@"
fi
# Its power may have gone before it was said that this goes with it.
[ "$PPID" = "$BORNE_PRINTER_PID" ] || exit 1
run=$BORNE_PRINTER_RUN printed=$BORNE_PRINTER_PRINTED
flags=$run/flags
for received; do :; done

told=
tell() {
  now=$(ls "$flags")
  [ "$now" != "$told" ] || return 0
  told=$now
  tell_one paper-out media-empty
  tell_one jam media-jam
  tell_one cover-open cover-open
}
tell_one() {
  if [ -e "$flags/$1" ]; then echo "STATE: +$2-error" >&2; else echo "STATE: -$2-error" >&2; fi
}

tell
[ "${IPP_JOB_NAME:-}" != virtual-printer-control ] || exit 0

touch "$run/feeding"
trap 'rm -f "$run/feeding"' EXIT
tenths=0
needed=
while :; do
  tell
  if [ -e "$flags/cancelled-$IPP_JOB_ID" ] && [ ! -e "$flags/deaf-to-cancel" ]; then
    [ -z "$needed" ] || echo "STATE: -media-needed-error" >&2
    exit 0
  fi
  if [ -e "$flags/paper-out" ]; then
    [ -n "$needed" ] || echo "STATE: +media-needed-error" >&2
    needed=yes
  elif [ -n "$needed" ]; then
    echo "STATE: -media-needed-error" >&2
    needed=
  fi
  if [ -e "$flags/paper-out" ] || [ -e "$flags/jam" ] || [ -e "$flags/cover-open" ] ||
    [ -e "$flags/toner-empty" ]; then
    sleep 0.1
    continue
  fi
  if [ -e "$flags/abort-next" ]; then
    rm -f "$flags/abort-next"
    exit 1
  fi
  slow=$(cat "$flags/slow" 2>/dev/null || echo 0)
  [ "$tenths" -lt "$((slow * 10))" ] || break
  tenths=$((tenths + 1))
  sleep 0.1
done

case $received in
  # every drawn page has a header, which begins with this word
  *.pwg) pages=$(grep -ao PwgRaster "$received" | wc -l) ;;
  *) pages=$(pdfinfo "$received" 2>/dev/null | sed -n 's/^Pages: *\([0-9][0-9]*\)$/\1/p') ;;
esac
name=$(basename "$received")
document=$(sha256sum <"$received" | cut -c 1-64)
page=1
pages=${pages:-1}
faces=$((pages * ${IPP_COPIES:-1}))
while :; do
  [ "$page" -lt "$faces" ] || {
    cp "$received" "$printed/.$name.part" && mv "$printed/.$name.part" "$printed/$name" || exit 1
  }
  : >"$printed/.sheets/$document-$(((page - 1) % pages + 1))-$(date +%s%N)" || exit 1
  echo "ATTR: job-impressions-completed=$page" >&2
  [ "$page" -lt "$faces" ] || break
  page=$((page + 1))
  sleep "$(cat "$flags/between-sheets" 2>/dev/null || echo 0)"
  if [ -e "$flags/cancelled-$IPP_JOB_ID" ] && [ ! -e "$flags/deaf-to-cancel" ]; then exit 0; fi
done
rm -f "$received"
