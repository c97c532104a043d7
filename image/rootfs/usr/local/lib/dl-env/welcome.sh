# What the first shell of a person says: where packages go, and what is gone with the container.
# shellcheck shell=sh
case $VIRTUAL_ENV in "$HOME"/*) packages=$HOME ;; *) packages=$VIRTUAL_ENV ;; esac
kept() { findmnt --noheadings --target "$1" --output FSTYPE,TARGET | { read -r type target && [ "$target" != / ] && [ "$type" != tmpfs ]; }; }
if kept "$HOME"; then echo "$HOME is a volume: what lies there stays."; else echo "$HOME is gone with this container; a volume at /home/dev stays."; fi
if kept "$packages"; then
  echo "uv and pip install into $VIRTUAL_ENV, and it stays."
elif [ "$packages" = "$HOME" ]; then
  echo "uv and pip install into $VIRTUAL_ENV, which is gone with the home."
else
  echo "uv and pip install into $VIRTUAL_ENV, which is gone with this container; started with --keep-packages (DL_ENV_PACKAGES=home) they install into the home."
fi
[ -z "${lacked_terminal:-}" ] || echo "This image does not know the terminal $lacked_terminal: TERM is $TERM."
[ -z "${lacked_locale:-}" ] || echo "This image does not have the locale of $lacked_locale, which is left out; there are: $(/usr/bin/locale -a | tr '\n' ' ')"
unset packages lacked_terminal lacked_locale
unset -f kept
