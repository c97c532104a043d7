# Read by dl-env-entrypoint when ssh is asked for: the host key, the people's keys and sshd's settings, all below $run.
# shellcheck shell=sh disable=SC2015,SC2154 # `a && b || refuse` refuses when either fails; the entrypoint sets the names used here

newline='
'
# Made aside and put there as a new file; read without following links. dev may write /etc/ssh/keys, and root must not be led elsewhere.
host_key() {
  keys=/etc/ssh/keys key=ssh_host_ed25519_key
  if [ ! -w $keys ] && [ ! -e $keys/$key ]; then keys=$run/host-keys && own_folder "$keys" 700; fi
  for file in "$keys/$key" "$keys/$key.pub"; do
    [ ! -L "$file" ] && { [ ! -e "$file" ] || { [ -f "$file" ] && [ "$(stat -c %h "$file")" = 1 ]; }; } || refuse "$file is not a file of its own but a link: remove it, then start again."
  done
  if [ ! -e "$keys/$key" ]; then
    (umask 077 && own_folder "$run/new" 700 && rm -f "$run/new/$key" "$run/new/$key.pub" && ssh-keygen -q -t ed25519 -N '' -C '' -f "$run/new/$key" &&
      dd if="$run/new/$key" of="$keys/$key" conv=excl oflag=nofollow status=none && { [ -e "$keys/$key.pub" ] ||
      dd if="$run/new/$key.pub" of="$keys/$key.pub" conv=excl oflag=nofollow status=none; }) || refuse "no host key could be put into $keys: give an empty volume that uid $uid may write."
  fi
  # A copy, because sshd refuses keys that a volume's driver made readable for a group.
  (umask 077 && dd if="$keys/$key" of="$run/$key" iflag=nofollow status=none) || refuse "uid $uid may not read the host key in $keys: start as the user that made it, or give an empty volume."
}

prepare_ssh() {
  [ "$uid" = 0 ] || [ "$(id -un 2>/dev/null)" = dev ] || refuse "ssh starts only as root or as the user dev, not as uid $uid: leave --user out, or ask for jupyter alone."
  for file in /etc/ssh/authorized_keys /run/secrets/authorized_keys "${AUTHORIZED_KEYS_FILE:-}"; do
    [ ! -e "$file" ] || { given_file "$file" && echo; } || refuse "uid $uid may not read $file: make it readable (chmod 644), public keys are no secret."
  done >"$run/authorized_keys"
  printf '%s\n' "${AUTHORIZED_KEYS:-}" >>"$run/authorized_keys"
  chmod 644 "$run/authorized_keys"
  ssh-keygen -l -f "$run/authorized_keys" >/dev/null 2>&1 || refuse "ssh needs a public key: mount a file at /etc/ssh/authorized_keys, give a secret named authorized_keys, or set AUTHORIZED_KEYS."
  host_key
  port=${SSH_PORT:-2222} strict=no && port_of SSH_PORT "$port" # below /tmp its check on parent folders cannot pass; $run is this user's alone
  if [ "$uid" = 0 ]; then
    own_folder /run/sshd 755 || refuse "sshd as root needs /run: mount a tmpfs there, or start as dev."
    port=${SSH_PORT:-22}
    [ "$run" != /run/dl-env ] || strict=yes
  fi
  # sshd starts sessions with an empty environment: only these names pass, and those in SSH_ENV.
  (umask 077 && {
    echo "Include /usr/local/lib/dl-env/sshd_config"
    printf 'Port %s\nHostKey %s\nAuthorizedKeysFile %s\nStrictModes %s\n' "$port" "$run/ssh_host_ed25519_key" "$run/authorized_keys" $strict
    printf 'SetEnv "DL_ENV=ssh"'
    home=HOME && [ "$uid" != 0 ] || home='' # root's is not dev's
    for name in $home PATH VIRTUAL_ENV LANG LC_ALL TZ LD_LIBRARY_PATH MATPLOTLIBRC CUDA_VERSION NVIDIA_VISIBLE_DEVICES NVIDIA_DRIVER_CAPABILITIES UV_LINK_MODE ${SSH_ENV:-}; do
      case $name in *[!A-Za-z0-9_]* | [0-9]*) refuse "SSH_ENV names \"$name\", which is not a variable's name." ;; PATH) value=$user_path ;; *) value=$(printenv "$name") || continue ;; esac
      case $value in
        *[\"\\]* | *"$newline"*) say "$name does not pass into ssh sessions: it holds a quote, a backslash or a line break." ;;
        *) printf ' "%s=%s"' "$name" "$value" ;;
      esac
    done
    echo
  } >"$run/sshd_config") || exit 2
  /usr/sbin/sshd -t -f "$run/sshd_config" || refuse "sshd does not accept its settings: look at the line above, at SSH_PORT and SSH_ENV."
}
