import type { shells } from '../command-line/commands.ts'

/**
 * What each shell is told. All of them ask `denglu __complete <words>`: one candidate a line, with a tab before what it
 * means; or `:files` where a file is wanted.
 */
export const scripts: Readonly<Record<(typeof shells)[number], string>> = {
  bash: `_denglu() {
  local candidate
  COMPREPLY=()
  while IFS=$'\\t' read -r candidate _; do
    if [[ $candidate == :files ]]; then compopt -o default; else COMPREPLY+=("$candidate"); fi
  done < <(denglu __complete "\${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)
}
complete -F _denglu denglu`,

  zsh: `#compdef denglu
_denglu() {
  local line
  local -a candidates
  while IFS= read -r line; do
    if [[ $line == :files* ]]; then _files; return; fi
    candidates+=("\${\${line%%$'\\t'*}//:/\\\\:}:\${line#*$'\\t'}")
  done < <(denglu __complete "\${(@)words[2,CURRENT]}" 2>/dev/null)
  _describe denglu candidates
}
if [[ $funcstack[1] == _denglu ]]; then _denglu "$@"; else compdef _denglu denglu; fi`,

  fish: `function __denglu_complete
  set -l words (commandline -opc)
  set -l current (commandline -ct)
  set -l candidates (denglu __complete $words[2..-1] "$current" 2>/dev/null)
  if string match --quiet ':files*' -- $candidates[1]
    __fish_complete_path "$current"
  else
    printf '%s\\n' $candidates
  end
end
complete -c denglu -f -a '(__denglu_complete)'`,
}
