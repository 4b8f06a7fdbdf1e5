#!/bin/bash
# package-peers.sh MAKE-PACKAGE TAMPER.py VERIFY.sh CLI: programs that we did not write look at our package, and the
# script that ships with it finds what was changed. Prints TAP.
#
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck disable=SC2016 # what stands in single quotes is another shell's
set -u
make_package=$(realpath "$1") tamper=$(realpath "$2") verify=$(realpath "$3") cli=$(realpath "$4")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
n=0

check() { # NAME COMMAND…
  local name=$1
  shift
  n=$((n + 1))
  if "$@" >"$work/out" 2>&1; then echo "ok $n $name"; else echo "not ok $n $name"; sed 's/^/# /' "$work/out"; fi
}
refuses() { ! "$@"; }
exits() { local wanted=$1; shift; "$@"; [ $? -eq "$wanted" ]; }

"$make_package" "$work" || { echo "Bail out! no package"; exit 1; }
python3 "$tamper" "$work/good.zip" "$work/package.key" "$work/tampered" || { echo "Bail out! nothing to refuse"; exit 1; }
key=$(sed -n 2p "$work/package.pub")

check "unzip -t" unzip -tqq "$work/good.zip"
check "one folder" test "$(unzip -Z1 "$work/good.zip" | cut -d/ -f1 | sort -u | wc -l)" = 1
unzip -q "$work/good.zip" -d "$work/x"
cd "$work"/x/* || exit 1
check "sha256sum -c manifest" sha256sum --strict -c manifest-sha256.txt
check "sha256sum -c tagmanifest" sha256sum --strict -c tagmanifest-sha256.txt
for file in data/*.xml; do
  check "xmllint $file" xmllint --noout --nonet --stream --schema schemas/package-1.xsd "$file"
done
check "minisign -V" minisign -V -P "$key" -m tagmanifest-sha256.txt -x signatures/tagmanifest-sha256.txt.minisig
{ printf '\060\052\060\005\006\003\053\145\160\003\041\000'; base64 -d <<<"$key" | tail -c 32; } >"$work/key.der"
base64 -d signatures/tagmanifest-sha256.txt.sig64 >"$work/sig"
check "openssl pkeyutl -verify" openssl pkeyutl -verify -pubin -keyform DER -inkey "$work/key.der" -rawin -in tagmanifest-sha256.txt -sigfile "$work/sig"
check "Payload-Oxum" grep -qx "Payload-Oxum: $(cat data/* | wc -c).$(find data -type f | wc -l)" bag-info.txt
check "canaries in every byte" refuses grep -rqF -f "$work/canaries.txt" .
cd "$work" || exit 1

check "script: the zip" "$verify" good.zip "$key"
check "script: the key as a file" "$verify" good.zip package.pub
check "script: without a key" "$verify" good.zip
check "script: the folder" "$verify" x/* "$key"
mkdir alone && for tool in bash cat cut awk sed grep find stat sort uniq tr wc head tail od mktemp rm dirname basename base64 unzip sha256sum xmllint; do
  ln -s "$(command -v $tool)" alone/
done
cp -r alone only-openssl && ln -s "$(command -v openssl)" only-openssl/
ln -s "$(command -v minisign)" alone/
check "script: only minisign" env PATH="$work/alone" "$verify" good.zip "$key"
check "script: only openssl" env PATH="$work/only-openssl" "$verify" good.zip "$key"
for file in tampered/*.zip; do
  name=$(basename "$file" .zip)
  case $name in
    # Bytes that belong to no entry, and sums over several parts, are the program's.
    refused-hidden-gap|refused-second-directory) ;;
    fault-item-sum|fault-item-amount|fault-stock-*|fault-year-*|fault-card-gone|fault-item-gone|fault-place-gone|fault-row-twice|fault-title-*|fault-copy-twice|fault-month-twice|fault-room-twice|fault-use-twice|fault-experiment-done-too-often) ;;
    fault-*|refused-*|bad-*|other-key-named) check "script refuses $name" exits 1 "$verify" "$file" "$key" ;;
    *) check "script accepts $name" "$verify" "$file" "$key" ;;
  esac
done

check "cli: sound" "$cli" package verify good.zip --trust "$key"
check "cli: JSON" bash -c '"$1" --json package verify good.zip --trust package.pub | python3 -c "import json,sys; d=json.load(sys.stdin); assert d[\"ok\"] and d[\"signature\"][\"trusted\"] and d[\"school\"][\"code\"]==\"3301001234\" and sum(p[\"rows\"] for p in d[\"parts\"])>20 and d[\"faults\"]==[]"' - "$cli"
check "cli: faults are exit 1" exits 1 "$cli" package verify tampered/fault-item-sum.zip
check "cli: refused is exit 3" exits 3 "$cli" package verify tampered/refused-text.zip
check "cli: no file is exit 3" exits 3 "$cli" package verify nothing.zip
check "cli: no key is exit 2" exits 2 "$cli" package verify good.zip --trust nonsense
export JIAOZHUANG_SCHOOL=$work/s.jiaozhuang XDG_DATA_HOME=$work/home
check "cli: a school" "$cli" init --name 青溪 --code 3301001234 --stage primary
check "cli: no key yet" exits 3 "$cli" package export out.zip
check "cli: key new" "$cli" package key new
check "cli: key new again" exits 3 "$cli" package key new
check "cli: key new --force" "$cli" package key new --force
check "cli: key show" bash -c '"$1" --json package key show | python3 -c "import json,sys; d=json.load(sys.stdin); assert d[\"public\"].startswith(\"RW\") and len(d[\"fingerprint\"])==24"' - "$cli"
check "cli: export" bash -c '"$1" --json package export out.zip | python3 -c "import json,sys; d=json.load(sys.stdin); assert d[\"seq\"]==1 and d[\"kind\"]==\"full\" and d[\"parts\"]"' - "$cli"
check "cli: its own key verifies it" "$cli" package verify out.zip --trust home/jiaozhuang/keys/package.pub
check "cli: no receipt yet" exits 3 "$cli" package export out.zip --since-receipt
check "cli: both is usage" exits 2 "$cli" package export out.zip --since-receipt --full
check "cli: check" "$cli" check --deep
JIAOZHUANG_KEY_PASSWORD=secret "$cli" package key new --key locked.key >/dev/null
check "cli: a locked key without its password" exits 5 "$cli" package export out.zip --key locked.key
check "cli: with its password" env JIAOZHUANG_KEY_PASSWORD=secret "$cli" package export out.zip --key locked.key
echo "1..$n"
