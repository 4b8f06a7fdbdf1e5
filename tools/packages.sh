# What the product and its tests need, by Debian package name. Sourced by tools/run and tools/test.
# shellcheck shell=bash disable=SC2034
#
# need_packages PACKAGE…: installs those that are missing; asks first when a person is there.

# (libminizip-dev: libxlsxwriter-dev of Debian 13 wants it and does not say so.)
build_packages=(
  gcc libc6-dev meson ninja-build pkg-config python3 gettext libglib2.0-bin libglib2.0-dev-bin
  libglib2.0-dev libsqlite3-dev libxml2-dev libxml2-utils libarchive-dev libdeflate-dev nettle-dev libsodium-dev
  libxlsxwriter-dev libminizip-dev libyaz-dev
  libzint-dev libcairo2-dev libpango1.0-dev libjson-glib-dev unicode-data
  zlib1g-dev libgtk-4-dev libgtk-4-bin libadwaita-1-dev librsvg2-common adwaita-icon-theme fonts-noto-cjk
  shared-mime-info desktop-file-utils
)
test_packages=(
  clang libclang-rt-dev
  appstream mandoc shellcheck xvfb xfwm4 dbus at-spi2-core x11-utils xdotool imagemagick python3-gi locales
  poppler-utils zbar-tools zint minisign openssl unzip zip gnumeric sqlite3 faketime yaz idzebra-2.0
  fcitx5 fcitx5-pinyin fcitx5-frontend-gtk4 python3-icalendar
)

need_packages() {
  local missing=() package
  for package in "$@"; do
    dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'install ok installed' || missing+=("$package")
  done
  [ ${#missing[@]} -gt 0 ] || return 0
  echo "Missing packages: ${missing[*]}" >&2
  local as_root=()
  if [ "$(id -u)" != 0 ]; then
    command -v sudo >/dev/null || { echo "Install them as root: apt-get install ${missing[*]}" >&2; return 1; }
    as_root=(sudo)
  fi
  if [ -t 0 ] && [ -z "${CI:-}" ]; then
    read -r -p "Install them now? [Y/n] " answer
    case $answer in [nN]*) return 1 ;; esac
  fi
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get update -qq >&2 &&
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
      -o DPkg::Lock::Timeout=600 "${missing[@]}" >&2
}
