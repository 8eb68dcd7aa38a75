# Completion of roscope in bash: roscope itself says what fits the words up to the cursor.
_roscope() {
    local word value rest words=() here=${COMP_WORDS[COMP_CWORD]}
    # As they are typed: with backslashes, and --option=value in three words.
    for word in "${COMP_WORDS[@]:0:COMP_CWORD}"; do
        [[ $word == "=" ]] || words+=("${word//\\/}")
    done
    [[ $here == "=" ]] && here=
    COMPREPLY=()
    while IFS=$'\t' read -r value rest; do
        case $value in
            */) compopt -o default 2>/dev/null ;; # a file
            *) COMPREPLY+=("$value") ;;
        esac
    done < <(roscope completions bash -- "${words[@]}" "$here" 2>/dev/null)
}
complete -F _roscope roscope
