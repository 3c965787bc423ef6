#!/bin/sh
# Stands for the program that takes a picture: gives one, or fails as such programs do.
case "$1" in
  picture) exec cat "$2" ;;
  garbage) exec head -c 100000 /dev/urandom ;;
  nothing) exit 0 ;;
  fails) echo "cannot open device" >&2; exit 1 ;;
  half) head -c $(($(wc -c < "$2") / 2)) "$2"; exit 0 ;;
  then-fails) cat "$2"; exit 3 ;;
  hangs) echo $$ > "$2.pid"; exec sleep 600 ;;
  endless) exec cat /dev/zero ;;
esac
