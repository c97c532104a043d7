# What every shell of a person needs: group 0 may write what dev makes, and the image's Python comes first.
# Read by login shells (/etc/profile.d) and by bash (/etc/bash.bashrc); a shell below another keeps what was set there.
# shellcheck shell=sh disable=SC3028 # bash counts shells in SHLVL; others read this as login shells only
[ "${SHLVL:-1}" -gt 1 ] || umask 002
case ":$PATH:" in
  *":${VIRTUAL_ENV:-/opt/venv}/bin:"*) ;;
  *) PATH="${VIRTUAL_ENV:-/opt/venv}/bin:/usr/local/nvidia/bin:/usr/local/cuda/bin:$PATH" ;;
esac
export PATH VIRTUAL_ENV="${VIRTUAL_ENV:-/opt/venv}" UV_LINK_MODE="${UV_LINK_MODE:-copy}"
