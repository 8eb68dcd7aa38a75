# Completion of roscope in PowerShell: roscope itself says what fits the words up to the cursor.
Register-ArgumentCompleter -Native -CommandName roscope -ScriptBlock {
    param($word, $command, $cursor)
    $words = @($command.CommandElements | Where-Object { $_.Extent.StartOffset -lt $cursor } | ForEach-Object { "$_" })
    if ($word -eq '') { $words += '' }
    roscope completions powershell -- @words 2>$null | ForEach-Object {
        $value, $help = $_ -split "`t", 2
        if ($value -eq '/') {
            [System.Management.Automation.CompletionCompleters]::CompleteFilename($word)
        } else {
            if (-not $help) { $help = $value }
            [System.Management.Automation.CompletionResult]::new($value, $value, 'ParameterValue', $help)
        }
    }
}
