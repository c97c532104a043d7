# The home and the environment that the start found, by the rules of dl-env-entrypoint, which makes them. An engine's `exec` opens
# shells with what the image says instead, and sshd and /etc/profile know only a part of it. Not for root. Read by shell.sh.
# shellcheck shell=sh disable=SC3067 # -O: dash and bash have it
if [ "${HOME:-/}" = / ] || [ ! -w "$HOME" ]; then
  if [ -w /home/dev ]; then
    HOME=/home/dev
  elif [ -O "${TMPDIR:-/tmp}/home-$(/usr/bin/id -u)" ]; then
    HOME=${TMPDIR:-/tmp}/home-$(/usr/bin/id -u)
  fi
  export HOME
fi
case $PWD in / | /home/dev) [ -w . ] || cd "$HOME" 2>/dev/null || : ;; esac
if [ "$VIRTUAL_ENV" = /opt/venv ] && { [ "${DL_ENV_PACKAGES:-}" = home ] || [ ! -w /opt/venv/bin ]; }; then
  for places_own in /opt/venv/lib/python3.*; do places_minor=${places_own##*/python}; done
  for places_own in "$HOME/.venv" "$HOME/.venv-$places_minor"; do
    [ ! -e "$places_own/lib/python$places_minor/site-packages/dl-env.pth" ] || { VIRTUAL_ENV=$places_own && break; }
  done
  unset places_own places_minor
fi
case $VIRTUAL_ENV in
  "$HOME/.venv" | "$HOME/.venv-3."*) # Jupyter's programs look there for templates, kernels and extensions
    export JUPYTERLAB_DIR="${JUPYTERLAB_DIR:-/opt/venv/share/jupyter/lab}" JUPYTER_PATH="${JUPYTER_PATH:-/opt/venv/share/jupyter}" JUPYTER_CONFIG_PATH="${JUPYTER_CONFIG_PATH:-/opt/venv/etc/jupyter}"
    ;;
esac
