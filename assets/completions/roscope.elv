# Completion of roscope in elvish: roscope itself says what fits the words up to the cursor.
use str
set edit:completion:arg-completer[roscope] = {|@words|
    roscope completions elvish -- $@words 2>/dev/null | each {|line|
        var value @help = (str:split "\t" $line)
        if (==s $value /) {
            edit:complete-filename $@words
        } else {
            edit:complex-candidate $value &code-suffix=' ' &display=(str:join '  ' [$value $@help])
        }
    }
}
