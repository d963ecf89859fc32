# Runs in a derivation's surroundings instead of its builder, and writes the variables and functions that the builder would begin
# with to the first output, as fields that end in NUL.
set -e
if [ -e "${NIX_ATTRS_SH_FILE-}" ]; then . "$NIX_ATTRS_SH_FILE"; fi
export IN_NIX_SHELL=impure dontAddDisableDepTrack=1
if [ -n "${stdenv-}" ]; then . "$stdenv/setup"; fi

nix4j_declarations=$(declare -p)
nix4j_functions=$(declare -F)

nix4j_field() { printf '%s\0' "$@"; }

nix4j_variable() {
  case $2 in
    nix4j_* | BASH_* | COMP_* | _ | DIRSTACK | EUID | FUNCNAME | GROUPS | HISTCMD | HOSTNAME | PIPESTATUS | PWD) return ;;
    RANDOM | SECONDS | SHLVL | EPOCHREALTIME | EPOCHSECONDS) return ;;
  esac
  case $1 in
    -x) nix4j_field exported "$2" "${!2}" ;;
    --) nix4j_field var "$2" "${!2}" ;;
    -a)
      local -n nix4j_values=$2
      nix4j_field array "$2" "${#nix4j_values[@]}" "${nix4j_values[@]}"
      ;;
    -A)
      local -n nix4j_values=$2
      local nix4j_key
      nix4j_field associative "$2" $((2 * ${#nix4j_values[@]}))
      for nix4j_key in "${!nix4j_values[@]}"; do nix4j_field "$nix4j_key" "${nix4j_values[$nix4j_key]}"; done
      ;;
  esac
}

nix4j_write() {
  local nix4j_line nix4j_flags nix4j_name
  while IFS= read -r nix4j_line; do
    # Lines of a value may look like this as well; then there is no such variable.
    [[ $nix4j_line =~ ^declare\ (-[^ ]+)\ ([A-Za-z_][A-Za-z0-9_]*)(=|$) ]] || continue
    nix4j_flags=${BASH_REMATCH[1]} nix4j_name=${BASH_REMATCH[2]}
    if declare -p "$nix4j_name" >/dev/null 2>&1; then nix4j_variable "$nix4j_flags" "$nix4j_name"; fi
  done <<<"$nix4j_declarations"
  while read -r nix4j_line nix4j_flags nix4j_name; do
    case $nix4j_name in nix4j_* | '') continue ;; esac
    nix4j_field function "$nix4j_name" "$(declare -f "$nix4j_name")"
  done <<<"$nix4j_functions"
  if [ -e "${NIX_ATTRS_SH_FILE-}" ]; then
    nix4j_field file .attrs.sh "$(<"$NIX_ATTRS_SH_FILE")" file .attrs.json "$(<"$NIX_ATTRS_JSON_FILE")"
  fi
}

if [ -e "${NIX_ATTRS_SH_FILE-}" ]; then
  nix4j_outputs=("${outputs[@]}")
else
  nix4j_outputs=()
  for nix4j_output in $outputs; do nix4j_outputs+=("${!nix4j_output}"); done
fi
# A derivation that names no outputs has none to write to: who built it tells what is missing.
if [ "${#nix4j_outputs[@]}" != 0 ]; then nix4j_write >"${nix4j_outputs[0]}"; fi
for nix4j_output in "${nix4j_outputs[@]:1}"; do : >"$nix4j_output"; done
