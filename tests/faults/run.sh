#!/usr/bin/env bash
# Write-backs that are killed, or failed, at each of their file-system calls, and write-backs while
# another program saves. After each the file must be whole, and nothing that was saved may be lost.
#
#   tests/faults/run.sh [ROUNDS [EDITS]]
#
# ROUNDS of every kill and every error (6), EDITS of the other program (10,000).
set -u
cd "$(dirname "$0")/../.." || exit 2

rounds=${1:-6}
edits=${2:-10000}
if ! command -v strace > /dev/null; then
    echo "skipped: strace is not installed, and only it can kill or fail a process at a given call"
    exit 0
fi
cargo build --quiet --release --example write_back --example contend || exit 2
target=$(readlink -f "${CARGO_TARGET_DIR:-target}")/release/examples
write_back=$target/write_back
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# A catalogue as it is shipped, with a line to be changed in the middle.
half=$(($(wc -l < programs.toml) / 2))
{ head -n "$half" programs.toml; echo "# written: old"; tail -n "+$((half + 1))" programs.toml; } > "$work/old"
sed 's/^# written: old$/# written: new/' "$work/old" > "$work/new"

errors="ENOSPC EIO EACCES EROFS EMFILE EINTR EXDEV ENOSYS"
kinds="plain link chain read-only attributes"

# scene FOLDER KIND: the file, and its path as it is given to the program.
scene() {
    rm -rf "$1"
    mkdir -p "$1/files" "$1/links"
    cp "$work/old" "$1/files/programs.toml"
    ln -s ../files/programs.toml "$1/links/relative"
    ln -s "$1/links/relative" "$1/links/absolute"
    case $2 in
        link) path=$1/links/relative ;;
        chain) path=$1/links/absolute ;;
        *) path=$1/files/programs.toml ;;
    esac
    case $2 in
        read-only) chmod 0444 "$1/files/programs.toml" ;;
        attributes) attribute "$1/files/programs.toml" ;;
    esac
}

# attribute FILE: where there are tools and the file system can do it.
attribute() {
    python3 -c 'import os, sys; os.setxattr(sys.argv[1], "user.note", b"kept")' "$1" 2> /dev/null || true
}

# calls KIND: the file-system calls of one write-back, each as NAME and its number among the
# calls of that name since the program began.
calls() {
    scene "$work/calls" "$1"
    strace -qq -o "$work/trace" -e trace=%file,%desc "$write_back" set "$path" new || return
    awk -F'(' '
        /write-back-ends/ { inside = 0 }
        { count[$1]++; if (inside) print $1, count[$1] }
        /write-back-begins/ { inside = 1 }' "$work/trace"
}

# fault WORDS: one that must not be.
fault() {
    echo "FAULT: $*"
}

# The file is the old text or the new one, with all that it had besides, and the links are links.
check_file() {
    local folder=$1 kind=$2 what=$3 file=$1/files/programs.toml
    if cmp -s "$file" "$work/old"; then stands=old
    elif cmp -s "$file" "$work/new"; then stands=new
    else stands=torn; fault "$what: the file is torn or gone"
    fi
    [ -L "$folder/links/relative" ] && [ -L "$folder/links/absolute" ] || fault "$what: a link is gone"
    local mode=644
    [ "$kind" = read-only ] && mode=444
    [ "$(stat -c %a "$file")" = $mode ] || fault "$what: the mode changed"
}

left() {
    find "$1/files" -name '.*' -type f
}

# What the next start keeps is an edit that was not saved, whole or as far as it got.
check_recovery() {
    local folder=$1 what=$2 stood=$stands named
    named=$("$write_back" recover "$path") || fault "$what: the next start failed"
    [ "$named" = "$(left "$folder")" ] || fault "$what: the next start kept what it did not name"
    if [ -n "$named" ]; then
        [ "$stood" = old ] || fault "$what: the old text was kept"
        cmp -s -n "$(stat -c %s "$named")" "$named" "$work/new" || fault "$what: it kept something else"
        echo "recovered"
    fi
    cmp -s "$folder/files/programs.toml" "$work/$stood" || fault "$what: the next start changed the file"
}

kill_at() {
    local folder=$1 kind=$2 call=$3 number=$4 stands path code what="$2, killed at $3 $4"
    scene "$folder" "$kind"
    {
        strace -qq -o /dev/null -e "trace=$call" -e "inject=$call:signal=KILL:when=$number" \
            "$write_back" set "$path" new
        code=$?
    } 2> /dev/null
    if [ $code != 137 ]; then echo "not reached"; return; fi
    echo "kill"
    check_file "$folder" "$kind" "$what"
    check_recovery "$folder" "$what"
}

# fail_at FOLDER KIND CALL NUMBER ERROR: NUMBER+ is that call and all later ones of this name.
fail_at() {
    local folder=$1 kind=$2 call=$3 number=$4 error=$5 stands path code said what="$2, $5 at $3 $4"
    scene "$folder" "$kind"
    said=$(strace -qq -o /dev/null -e "trace=$call" -e "inject=$call:error=$error:when=$number" \
        "$write_back" set "$path" new 2>&1)
    code=$?
    echo "error"
    check_file "$folder" "$kind" "$what"
    case $code,$stands in
        0,new) [ -z "$said" ] || fault "$what: saved, but it says $said" ;;
        1,old)
            echo "refused"
            [ "$(wc -l <<< "$said")" = 1 ] && [[ $said = "error: cannot "*": "* ]] || fault "$what: it says $said"
            [ "$error" != EINTR ] || fault "$what: not tried again" ;;
        *) fault "$what: exit $code, and the text is $stands: $said" ;;
    esac
    if [ -n "$(left "$folder")" ]; then
        echo "left"
        check_recovery "$folder" "$what"
        [ "$call" = unlink ] || [ "$call" = unlinkat ] || [[ $number = *+ ]] || fault "$what: a file was left"
    fi
}

# Two at a time; each in a folder of its own. The lines that come back are counted.
side() {
    local n=0 line
    while read -r line; do
        n=$((n + 1))
        if [ $((n % 2)) = "$1" ]; then
            # shellcheck disable=SC2086
            $2 "$work/side-$1" $line
        fi
    done < "$work/jobs"
}
run() {
    { side 0 "$1" & side 1 "$1" & wait; } > "$work/out"
    grep FAULT "$work/out" | head -20
}
count() {
    grep -c "^$1" "$work/out"
}

for kind in $kinds; do
    calls "$kind" > "$work/calls-$kind" || exit 2
    echo "$kind: $(wc -l < "$work/calls-$kind") file-system calls"
done

for kind in $kinds; do
    for ((round = 0; round < rounds; round++)); do sed "s/^/$kind /" "$work/calls-$kind"; done
done > "$work/jobs"
run kill_at
faults=$(count FAULT)
echo "killed: $(count kill) times, $(count FAULT) faults; $(count recovered) left an edit to recover, $(count 'not reached') did not come so far"

for kind in $kinds; do
    for error in $errors; do
        sed "s/^/$kind /; s/\$/ $error/" "$work/calls-$kind"
        # A call that fails once may fail from then on; a message has to be written, though.
        [ "$error" = EINTR ] || sed -n "/^write /d; s/^/$kind /; s/\$/+ $error/p" "$work/calls-$kind"
    done
done > "$work/jobs"
run fail_at
faults=$((faults + $(count FAULT)))
echo "errors: $(count error), $(count FAULT) faults; $(count refused) refused with a reason, $(count left) left a file to be cleared up"

"$target/contend" "$edits" || faults=$((faults + 1))
[ "$faults" = 0 ]
