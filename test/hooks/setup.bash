# Shared by the .bats files: a home of its own per test, and hooks started as the client starts them.
bats_require_minimum_version 1.5.0
root="$(cd "$BATS_TEST_DIRNAME/../.." && pwd)"
load "$root/node_modules/bats-support/load.bash"
load "$root/node_modules/bats-assert/load.bash"

setup() {
  home="$BATS_TEST_TMPDIR/home"
  data="$home/.claude/tierwise"
  project="$BATS_TEST_TMPDIR/project"
  mkdir -p "$home/.claude" "$project"
  cp -r "$root/dist/agents" "$root/dist/commands" "$home/.claude/"
}

# hook NAME [VARIABLE=VALUE ...] < input: the bundle as a process, in a clean environment.
hook() {
  local bundle="$1"
  shift
  env -i HOME="$home" PATH="$PATH" CLAUDE_CODE_ENTRYPOINT=cli CLAUDE_PROJECT_DIR="$project" "$@" \
    node "$root/dist/hooks/$bundle.cjs"
}

tierwise() {
  (cd "$project" && env -i HOME="$home" PATH="$PATH" "${environment[@]}" node "$root/dist/tierwise.cjs" "$@")
}

# submit PROMPT [PROMPT_ID] [VARIABLE=VALUE ...]
submit() {
  local prompt="$1" id="${2:-prompt-1}"
  shift $(($# > 1 ? 2 : 1))
  jq -nc --arg prompt "$prompt" --arg id "$id" \
    '{session_id: "session-1", prompt_id: $id, cwd: "/", hook_event_name: "UserPromptSubmit", prompt: $prompt}' |
    hook hybrid-selector "$@"
}

# use_tool NAME INPUT_JSON [PROMPT_ID] [VARIABLE=VALUE ...]
use_tool() {
  local name="$1" input="$2" id="${3:-prompt-1}"
  shift $(($# > 2 ? 3 : 2))
  jq -nc --arg name "$name" --argjson input "$input" --arg id "$id" \
    '{session_id: "session-1", prompt_id: $id, cwd: "/", hook_event_name: "PreToolUse", tool_name: $name, tool_input: $input}' |
    hook pre-tool-agent "$@"
}

evidence() {
  cat "$data"/metrics/*.jsonl
}

small_work="run the tests and show me the failures"
