# What every shell of a person needs: group 0 may write what dev makes, and the environment's Python comes first.
# Read by login shells (/etc/profile.d) and by bash (/etc/bash.bashrc); a shell below another keeps what was set there.
# Root's PATH stays as it is, with the system's programs first: dev may write the environment's.
# shellcheck shell=sh disable=SC3028 # bash counts shells in SHLVL and has EUID; others read this as login shells only
[ "${SHLVL:-1}" -gt 1 ] || umask 002
[ -n "${VIRTUAL_ENV:-}" ] || VIRTUAL_ENV=/opt/venv
if [ "${EUID:-$(/usr/bin/id -u)}" = 0 ]; then
  case ":$PATH:" in
    *":$VIRTUAL_ENV/bin:"*) ;;
    *) PATH="$PATH:/usr/local/nvidia/bin:/usr/local/cuda/bin:$VIRTUAL_ENV/bin" ;;
  esac
else
  # shellcheck source=/dev/null # files of their own, checked by themselves
  . /usr/local/lib/dl-env/places.sh
  case ":$PATH:" in
    *":$VIRTUAL_ENV/bin:"*":/usr/bin:"*) ;;
    *":/opt/venv/bin:"*":/usr/bin:"*) PATH="$VIRTUAL_ENV/bin:$PATH" ;;
    *) # /opt/venv's too, whose programs the environment of the home has not all
      PATH="/opt/venv/bin:/usr/local/nvidia/bin:/usr/local/cuda/bin:$PATH"
      [ "$VIRTUAL_ENV" = /opt/venv ] || PATH="$VIRTUAL_ENV/bin:$PATH"
      ;;
  esac
  # Debian's /etc/profile leaves these to root.
  case ":$PATH:" in *:/usr/sbin:*) ;; *) PATH="$PATH:/usr/local/sbin:/usr/sbin:/sbin" ;; esac
fi
# Settings of one's own for Matplotlib come before the image's.
if [ "${MATPLOTLIBRC:-}" = /etc/matplotlibrc ] && [ -e "${XDG_CONFIG_HOME:-$HOME/.config}/matplotlib/matplotlibrc" ]; then unset MATPLOTLIBRC; fi
export PATH VIRTUAL_ENV UV_LINK_MODE="${UV_LINK_MODE:-copy}"
# shellcheck source=/dev/null
. /usr/local/lib/dl-env/terminal.sh
