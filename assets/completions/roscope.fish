# Completion of roscope in fish: roscope itself says what fits the words up to the cursor.
function __roscope_found
    set -l word (commandline -ct)
    for line in (roscope completions fish -- (commandline -opc) "$word" 2>/dev/null)
        if string match -q '*/' -- $line # a file
            set -l option (string sub --end -1 -- $line)
            printf "$option%s\n" (__fish_complete_path (string replace -- "$option" "" "$word"))
        else
            echo $line
        end
    end
end
complete -c roscope -f -k -a '(__roscope_found)'
