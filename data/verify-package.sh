#!/bin/bash
# verify-package.sh PACKAGE [PUBLIC-KEY]: checks a county package without the program that made it.
#
# PACKAGE is the .zip (then unzip is needed) or the folder that was in it. PUBLIC-KEY is the school's, "RW…" as its
# register has it, or a .pub file; without one the key that the package names is used, which shows that the package
# is whole, not who made it. Needs sha256sum, xmllint, and minisign or openssl 3. Exit 0: sound; 1: not; 2: usage.
#
# Not checked here: sums over several parts, and bytes of the zip that belong to no entry. `jiaozhuang-cli package
# verify` checks those too.
#
# SPDX-License-Identifier: GPL-3.0-or-later
set -u
export LC_ALL=C
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT

fail() { echo "verify-package: $*" >&2; exit 1; }
if [ $# -lt 1 ] || [ $# -gt 2 ]; then
  echo "usage: verify-package.sh PACKAGE [PUBLIC-KEY]" >&2
  exit 2
fi
package=$1
trusted=${2:-}
[ -f "$trusted" ] && trusted=$(sed -n 2p "$trusted")
xsd=$here/xsd/package-1.xsd
[ -f "$xsd" ] || { echo "verify-package: xsd/package-1.xsd must lie beside this script" >&2; exit 2; }

# The zip: its end record is the last thing in it, names are plain and different, it holds files and is no bomb.
if [ ! -d "$package" ]; then
  [ -f "$package" ] || fail "$package: there is no such file"
  size=$(stat -Lc %s "$package")
  if [ "$size" -lt 22 ] || [ "$size" -gt 1073741824 ]; then fail "this is no package"; fi
  [ "$(tail -c 22 "$package" | od -An -tx1 -N8 | tr -d ' \n')" = 504b050600000000 ] || fail "the zip is cut off, or something follows it"
  [ "$(tail -c 2 "$package" | od -An -tx1 | tr -d ' ')" = 0000 ] || fail "the zip has a comment"
  [ "$(head -c 4 "$package" | od -An -tx1 | tr -d ' ')" = 504b0304 ] || fail "something stands before the zip"
  read -r directory_size start < <(tail -c 22 "$package" | od -An -tu4 -j12 -N8)
  [ $((start + directory_size + 22)) -eq "$size" ] || fail "the zip has more than one directory, or gaps"
  listing=$(unzip -Z "$package" 2>/dev/null) || fail "the zip can't be read"
  names=$(unzip -Z1 "$package" 2>/dev/null) || fail "the zip can't be read"
  [ "$(grep -c '^[-?]' <<<"$listing")" -eq "$(wc -l <<<"$names")" ] || fail "the zip has something that is no file"
  awk '/^[-?]/ && $5 ~ /^[BT]/ { exit 1 }' <<<"$listing" || fail "the zip is encrypted"
  read -r files total < <(unzip -Zt "$package" 2>/dev/null | sed 's/^\([0-9]*\) file[s]*, \([0-9]*\) bytes.*/\1 \2/')
  if [ "$files" -gt 200 ] || [ "$total" -gt 1073741824 ] || [ "$total" -gt $((size * 200 + 1048576)) ]; then
    fail "the zip unpacks to too much"
  fi
  grep -qvE '^[0-9A-Za-z]{1,20}-[0-9]{6,18}-[0-9a-f-]{36}/[a-z0-9./-]+$' <<<"$names" && fail "the zip has a name that a package can't have"
  grep -qE '(^|/)\.\.?(/|$)|//' <<<"$names" && fail "the zip has a name that leads outside"
  [ -z "$(tr '[:upper:]' '[:lower:]' <<<"$names" | sort | uniq -d)" ] || fail "the zip has a name twice"
  [ "$(cut -d/ -f1 <<<"$names" | sort -u | wc -l)" -eq 1 ] || fail "the zip has more than one folder"
  unzip -q "$package" -d "$work/package" </dev/null >/dev/null 2>&1 || fail "the zip is damaged"
  package=$work/package/$(cut -d/ -f1 <<<"$names" | head -n 1)
fi
cd "$package" || fail "$package: there is no such folder"
[ -z "$(find . ! -type f ! -type d)" ] || fail "the package has something that is no file"
[ -z "$(find . -type f -size +8388608c)" ] || fail "the package has a file that is too large"

# The bag: nothing missing, nothing more, everything as listed.
tags=tagmanifest-sha256.txt
for file in bagit.txt bag-info.txt manifest-sha256.txt $tags data/package.xml "signatures/$tags.minisig" "signatures/$tags.sig64"; do
  [ -f "$file" ] || fail "$file is missing"
done
[ "$(cat bagit.txt)" = "$(printf 'BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8')" ] || fail "bagit.txt is not what BagIt 1.0 prescribes"
grep -qx 'BagIt-Profile-Identifier: urn:jiaozhuang:package:1' bag-info.txt || fail "this is another edition of the package"
for manifest in manifest-sha256.txt $tags; do
  grep -qvE '^[0-9a-f]{64}  (data/[a-z]+(-[0-9]{4})?\.xml|schemas/[a-z0-9-]+\.xsd|bagit\.txt|bag-info\.txt|manifest-sha256\.txt)$' "$manifest" && fail "$manifest has a line that does not belong there"
done
same() { [ "$(sort <<<"$1")" = "$(cut -c67- "$2" | sort)" ] || fail "$2 does not list just the files that are there"; }
same "$(find data -type f)" manifest-sha256.txt
same "$(find . -type f ! -path './data/*' ! -path './signatures/*' ! -name $tags | cut -c3-)" $tags
[ "$(find signatures -type f | wc -l)" -eq 2 ] || fail "signatures/ has more than the signatures"
sha256sum --quiet --strict -c $tags >/dev/null 2>&1 || fail "a hash of $tags does not fit"
sha256sum --quiet --strict -c manifest-sha256.txt >/dev/null 2>&1 || fail "a hash of manifest-sha256.txt does not fit"
oxum=$(find data -type f -exec stat -c %s {} + | awk '{ bytes += $1 } END { printf "%d.%d", bytes, NR }')
grep -qx "Payload-Oxum: $oxum" bag-info.txt || fail "Payload-Oxum is not the size of data/"

# The signature: over the manifest of the manifests.
named=$(sed -n 's/^Signing-Key: //p' bag-info.txt)
key=${trusted:-$named}
[ "$key" = "$named" ] || fail "it was signed with another key than the one that is trusted"
[ "$(wc -l <"signatures/$tags.minisig")" -eq 4 ] || fail "the signature is not four lines"
if command -v minisign >/dev/null; then
  minisign -V -q -P "$key" -m $tags -x "signatures/$tags.minisig" >/dev/null 2>&1 || fail "the signature does not fit"
fi
if command -v openssl >/dev/null; then
  # A public key for openssl: a fixed head and the last 32 bytes of minisign's.
  { printf '\060\052\060\005\006\003\053\145\160\003\041\000'; base64 -d <<<"$key" | tail -c 32; } >"$work/key.der"
  base64 -d "signatures/$tags.sig64" >"$work/signature" 2>/dev/null || fail "the plain signature is no base64"
  openssl pkeyutl -verify -pubin -keyform DER -inkey "$work/key.der" -rawin -in $tags -sigfile "$work/signature" >/dev/null 2>&1 ||
    fail "the plain signature does not fit"
elif ! command -v minisign >/dev/null; then
  fail "neither minisign nor openssl is here"
fi

# The content: no declarations, no endless tags, as the schema says, and as many rows as package.xml says.
number=0
for file in data/*.xml; do
  grep -q '<!DOCTYPE\|<!ENTITY' "$file" && fail "$file declares a document type"
  grep -q 'XMLSchema-instance' "$file" && fail "$file refers to a schema of its own"
  tr '>' '\n' <"$file" | awk 'length ($0) > 65536 { exit 1 }' || fail "$file has a tag that is too long"
  xmllint --noout --nonet --stream --schema "$xsd" "$file" >/dev/null 2>&1 || fail "$file is not as the schema says"
  [ "$file" = data/package.xml ] && continue
  number=$((number + 1))
  grep -q "<$(basename "$file" | sed 's/-.*//') xmlns=" "$file" || fail "$file is another kind of part than its name says"
  rows=$(xmllint --nonet --xpath 'count(/*/*[local-name() != "ext"])' "$file") || fail "$file can't be counted"
  [ "$rows" -le 20000 ] || fail "$file has more rows than a part may have"
  hash=$(sha256sum <"$file" | cut -c1-64)
  grep -q "<part name=\"$file\" kind=\"[a-z]*\" rows=\"$rows\" bytes=\"$(stat -c %s "$file")\" sha256=\"$hash\"/>" data/package.xml ||
    fail "$file is not what package.xml says of it"
done
[ "$(grep -c '<part ' data/package.xml)" -eq "$number" ] || fail "package.xml names a part that is not there"
folder=$(xmllint --nonet --xpath 'concat(/*/*[local-name()="school"]/@code, "-", substring(concat("000000", /*/@seq), string-length(/*/@seq) + 1), "-", /*/@id)' data/package.xml 2>/dev/null)
[ "$folder" = "$(basename "$PWD")" ] || fail "the package is called otherwise than its folder"
if [ $# -eq 2 ]; then echo "sound, signed with the trusted key"; else echo "sound, signed with $key"; fi
