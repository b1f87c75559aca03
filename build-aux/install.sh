#!/bin/sh
# Installs what is missing of build-aux/packages: install.sh build [test].
# As root, with sudo, or else it says what to install. Exit status 1 when
# something that the build needs is not there afterwards.
set -u

here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
log=${TMPDIR:-/tmp}/relvar-install.$$
trap 'rm -f "$log"' EXIT

# The family of the distribution: debian, fedora or arch.
family () {
  ID='' ID_LIKE=''
  # shellcheck disable=SC1091
  [ -r /etc/os-release ] && . /etc/os-release
  for name in $ID $ID_LIKE; do
    case $name in
      debian | ubuntu) echo debian; return ;;
      fedora | rhel) echo fedora; return ;;
      arch) echo arch; return ;;
    esac
  done
}

is_installed () {
  case $family in
    debian) [ "$(dpkg-query -W -f='${db:Status-Status} ' "$1" 2>/dev/null | cut -d' ' -f1)" = installed ] ;;
    fedora) rpm -q --whatprovides "$1" >/dev/null 2>&1 ;;
    arch) pacman -T "$1" >/dev/null 2>&1 ;;
  esac
}

# missing NEED: the packages for NEED that are not there, one a line.
missing () {
  while read -r need debian fedora arch command; do
    [ "$need" = "$1" ] || continue
    case $family in
      debian) package=$debian ;;
      fedora) package=$fedora ;;
      arch) package=$arch ;;
    esac
    [ "$package" = - ] && continue
    [ -n "$command" ] && command -v "$command" >/dev/null 2>&1 && continue
    is_installed "$package" || echo "$package"
  done <"$here/packages" | sort -u
}

as_root () {
  if [ "$(id -u)" = 0 ]; then
    "$@"
  else
    sudo env DEBIAN_FRONTEND="${DEBIAN_FRONTEND:-}" "$@"
  fi
}

install () {
  case $family in
    debian)
      as_root apt-get -q -y --no-install-recommends -o Dpkg::Use-Pty=0 -o DPkg::Lock::Timeout=600 \
        -o Dpkg::Options::=--force-confdef -o Dpkg::Options::=--force-confold install "$@" ;;
    fedora) as_root dnf -q -y --setopt=install_weak_deps=False install "$@" ;;
    arch) as_root pacman -S --needed --noconfirm "$@" ;;
  esac </dev/null >>"$log" 2>&1
}

# An index that cannot be reached is no reason to stop: what it lists may be enough.
refresh () {
  case $family in
    debian) as_root apt-get -q update ;;
    arch) as_root pacman -Sy --noconfirm ;;
    fedora) : ;;
  esac </dev/null >>"$log" 2>&1 || :
}

# All at once is quick; one by one finds the single package that is in the way of the others.
install_all () {
  install "$@" && return
  for package; do
    install "$package" || echo "install.sh: could not install $package" >&2
  done
}

family=$(family)
export DEBIAN_FRONTEND=noninteractive
if [ -z "$family" ]; then
  echo "install.sh: no package names for this system; see build-aux/packages for what is needed" >&2
  exit 0
fi

packages=$(for need; do missing "$need"; done)
[ -z "$packages" ] && exit 0
# shellcheck disable=SC2086
set -- $packages

if [ "$(id -u)" != 0 ] && ! command -v sudo >/dev/null 2>&1; then
  case $family in
    debian) with='apt-get install --no-install-recommends' ;;
    fedora) with='dnf install' ;;
    arch) with='pacman -S --needed' ;;
  esac
  echo "install.sh: please install as root: $with $*" >&2
else
  echo "Installing: $*" >&2
  refresh
  install_all "$@"
fi

left=$(missing build)
if [ -n "$left" ]; then
  [ -s "$log" ] && tail -n 20 "$log" >&2
  echo "install.sh: still missing for the build: $(echo "$left" | tr "\n" " ")" >&2
  exit 1
fi
