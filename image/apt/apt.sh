#!/bin/sh
# Installs packages of the distribution in a base image, as root, with what they depend on.
#
#   apt.sh PACKAGE...              installs what packages.txt beside this file names, in those versions and bytes, or nothing
#   apt.sh --ask DIR PACKAGE...    writes into DIR what apt would install, and installs nothing
#
# Large files that nobody asked for stay out: serif faces of the CJK font, a tool that looks into GCC's intermediate code.
# Then what packages leave to be done: the locales of LOCALES, terminals that ncurses-term lacks, `vim`, Matplotlib's fallback font.
#
# Lines of packages.txt: "<sha256> <name>=<version>", with " upgrades" behind it where a package of the base may be replaced. Without
# the file apt chooses. SNAPSHOT, SUITES and COMPONENTS name a dated copy of the archive; without them the base's sources count.
# NVIDIA's are never asked: they would replace what the base pins. Their files are not touched.
set -eu
lock="$(dirname "$0")/packages.txt"
work=/tmp/apt
ask=
if [ "$1" = --ask ]; then
  ask=$2
  shift 2
fi
export DEBIAN_FRONTEND=noninteractive LC_ALL=C APT_CONFIG="$work/apt.conf"

mkdir -p "$work/sources" "$work/archives/partial"
# Phased updates come to one machine sooner than to another; here they come to all.
cat >"$work/apt.conf" <<END
Dir::Etc::sourceparts "$work/sources";
Dir::Etc::preferences "$work/preferences";
Dir::Cache::archives "$work/archives";
APT::Update::Error-Mode "any";
APT::Get::Always-Include-Phased-Updates "true";
Acquire::Languages "none";
Acquire::Retries "3";
DPkg::Options { "--path-exclude=/usr/share/fonts/opentype/noto/NotoSerifCJK-*"; "--path-exclude=/usr/bin/*lto-dump*"; };
END
if [ -n "${SNAPSHOT:-}" ]; then
  # Signed as on the day it was made, so its signature is judged without regard to today's date.
  printf '%s\n' 'Dir::Etc::sourcelist "/dev/null";' 'Acquire::Check-Valid-Until "false";' >>"$work/apt.conf"
  signed=
  if [ -f /usr/share/keyrings/ubuntu-archive-keyring.gpg ]; then signed='[signed-by=/usr/share/keyrings/ubuntu-archive-keyring.gpg] '; fi
  for suite in $SUITES; do echo "deb $signed$SNAPSHOT $suite $COMPONENTS"; done >"$work/sources/snapshot.list"
else
  find /etc/apt/sources.list.d -type f ! -name 'cuda*' ! -name 'nvidia*' -exec cp -t "$work/sources" {} +
fi
if [ -f /run/secrets/ca ]; then echo 'Acquire::https::CAInfo "/run/secrets/ca";' >>"$work/apt.conf"; fi
if [ -f "$lock" ]; then
  sed 's/^[^ ]* \([^=]*\)=\([^ ]*\).*/Package: \1\nPin: version \2\nPin-Priority: 999\n/' "$lock" >"$work/preferences"
fi

# What the base has stays as it is, unless another package depends on a newer one; nothing is ever removed.
add() { apt-get install -qy --no-install-recommends --no-upgrade --no-remove "$@"; }

stop() {
  echo "E: $1: $2." >&2
  exit 1
}

# NAME=VERSION is not what the lock says; the second argument is set when the base has the package.
refuse() {
  locked="$(grep -F " ${1%%=*}=" "$lock" | cut -d ' ' -f 2)"
  [ -n "$locked" ] || stop apt-lock-lacks "apt would install $1, which the lock does not have"
  if [ "$locked" != "$1" ]; then
    apt-cache madison "${1%%=*}" | awk '{ print $1 "=" $3 }' | grep -qxF "$locked" || stop apt-lock-stale "the lock has $locked, which the archive has no more; it has $1"
    stop apt-lock-stale "the lock has $locked, and apt would install $1"
  fi
  [ -z "$2" ] || stop apt-lock-lacks "apt would replace ${1%%=*} of the base by $1, and the lock does not say so"
  stop apt-lock-stale "the archive's $1 is another file than the lock's"
}

# Every file that was fetched, before any of them is unpacked.
verify() {
  for deb in "$work"/archives/*.deb; do
    [ -e "$deb" ] || continue
    # shellcheck disable=SC2016 # dpkg's own variables
    this="$(dpkg-deb -W --showformat='${Package}=${Version}' "$deb")"
    sum="$(sha256sum <"$deb")"
    line="${sum%% *} $this"
    # shellcheck disable=SC2016
    case "$(dpkg-query -W -f '${db:Status-Abbrev}' "${this%%=*}" 2>/dev/null || :)" in
      ?i*) grep -qxF "$line upgrades" "$lock" || refuse "$this" yes ;;
      *) grep -qxF -e "$line" -e "$line upgrades" "$lock" || refuse "$this" "" ;;
    esac
  done
}

if ! apt-get update -q 2>"$work/said"; then
  cat "$work/said" >&2
  stop apt-unreachable "$(grep -m 1 '^E: ' "$work/said" | cut -c 4-240)"
fi
if [ -n "$ask" ]; then
  mkdir -p "$ask"
  add --simulate "$@" >"$ask/steps"
  add --print-uris -q -o Acquire::ForceHash=SHA256 "$@" >"$ask/files"
elif [ -f "$lock" ]; then
  add --download-only "$@"
  verify
  add --no-download "$@"
else
  add --simulate "$@" | sed -n 's/^Inst \([^ ]*\) \[\([^]]*\)\] (\([^ ]*\) .*/W: \1 \2 of the base is replaced by \3, on which another package depends/p'
  add "$@"
fi

[ -z "$ask" ] || exit 0
if [ -d /usr/share/i18n/locales ]; then
  # Not into the one archive of all locales: that file differs with the order. Made aside: localedef links what another locale has too, and
  # a file of the base whose number of links grows is in one engine's layer and not in the other's.
  mkdir -p "$work/usr/lib/locale"
  for locale in ${LOCALES:-}; do localedef --prefix "$work" --no-archive -i "${locale%.*}" -f "${locale#*.}" "$locale"; done
  cp -R "$work/usr/lib/locale/." /usr/lib/locale/
fi
# shellcheck disable=SC2016 # dpkg's own variable
if dpkg-query -W -f '${db:Status-Abbrev}' ncurses-term 2>/dev/null | grep -q '^ii'; then
  # Terminals whose entry the distribution lacks, or has in a package of its own: all understand xterm's sequences.
  for terminal in alacritty foot wezterm xterm-ghostty xterm-kitty; do
    infocmp "$terminal" >/dev/null 2>&1 || printf '%s,\n\tuse=xterm-256color,\n' "$terminal" | tic -x -o /usr/share/terminfo -
  done
fi
if [ -x /usr/bin/git ] && git config --system --get-regexp '^filter\.lfs\.' >/dev/null 2>&1; then
  # git-lfs's package writes these lines in an order that differs from one installation to the next.
  git config --system --remove-section filter.lfs
  git config --system filter.lfs.clean 'git-lfs clean -- %f'
  git config --system filter.lfs.smudge 'git-lfs smudge -- %f'
  git config --system filter.lfs.process 'git-lfs filter-process'
  git config --system filter.lfs.required true
fi
if [ -x /usr/bin/vim.tiny ] && [ ! -e /usr/bin/vim ]; then update-alternatives --quiet --install /usr/bin/vim vim /usr/bin/vim.tiny 15; fi
if [ -e /usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc ]; then
  # Matplotlib takes a glyph from the next family only where font.family itself is a list.
  echo 'font.family: sans-serif, Noto Sans CJK JP' >/etc/matplotlibrc
fi
