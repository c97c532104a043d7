# A terminal or a locale of the client that this image lacks: with the first tmux and editors end, of the second perl and others
# complain at each start (macOS sends LC_CTYPE=UTF-8). Read by shell.sh; what was changed is said by welcome.sh.
# shellcheck shell=sh disable=SC2034 # welcome.sh reads what is set here
if [ -t 0 ] && [ -n "${TERM:-}" ] && ! /usr/bin/tput longname >/dev/null 2>&1; then
  lacked_terminal=$TERM TERM=xterm-256color
  export TERM
fi
if [ -n "${SSH_CONNECTION:-}" ] && [ -n "$(/usr/bin/locale 2>&1 >/dev/null)" ]; then
  for locale_name in LC_ALL LC_CTYPE LC_NUMERIC LC_TIME LC_COLLATE LC_MONETARY LC_MESSAGES LC_PAPER LC_NAME LC_ADDRESS LC_TELEPHONE LC_MEASUREMENT LC_IDENTIFICATION; do
    locale_value=$(printenv "$locale_name") || continue
    [ -z "$(LC_ALL=$locale_value /usr/bin/locale 2>&1 >/dev/null)" ] || { lacked_locale=$locale_name=$locale_value && unset "$locale_name"; }
  done
  unset locale_name locale_value
fi
