#compdef roscope
# Completion of roscope in zsh: roscope itself says what fits the words up to the cursor.
_roscope() {
    local line value files
    local -a found
    for line in "${(@f)$(roscope completions zsh -- "${(@Q)words[1,CURRENT-1]}" "${(Q)PREFIX}" 2>/dev/null)}"; do
        value=${line%%$'\t'*}
        case $value in
            '') ;;
            */) files=1 ;;
            *) found+=("${value//:/\\:}${${line#$value}/$'\t'/:}") ;;
        esac
    done
    (( $#found )) && _describe -V roscope found
    [[ -n $files ]] && { compset -P '--*='; _files }
}
if [[ $funcstack[1] == _roscope ]]; then
    _roscope "$@"
else
    compdef _roscope roscope
fi
