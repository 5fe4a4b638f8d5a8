load setup

environment=()

# A `claude` that only tells its version, in front of everything else on the PATH.
fake_client() {
  mkdir -p "$BATS_TEST_TMPDIR/bin"
  printf '#!/bin/sh\necho "%s (Claude Code)"\n' "$1" >"$BATS_TEST_TMPDIR/bin/claude"
  chmod +x "$BATS_TEST_TMPDIR/bin/claude"
  environment=("PATH=$BATS_TEST_TMPDIR/bin:$PATH")
}

# transcript TEXT ...: prompts that were typed in some session before.
transcript() {
  mkdir -p "$home/.claude/projects/p"
  for text in "$@"; do
    jq -nc --arg text "$text" '{type: "user", uuid: $text, timestamp: "2026-11-22T15:14:48.028Z", sessionId: "s", message: {role: "user", content: $text}}'
    jq -nc --arg id "$text" '{type: "assistant", message: {id: $id, model: "claude-opus-5-5", usage: {input_tokens: 5000, output_tokens: 200}}}'
  done >"$home/.claude/projects/p/s.jsonl"
}

snapshot() {
  (cd "$home" && find . -exec stat -c '%n %a %Y' {} + | sort && find . -type f -exec md5sum {} + | sort)
}

@test "doctor: a fresh install is sound, each bundle answers its sample" {
  fake_client 2.1.330
  run tierwise install --surface hooks
  assert_success
  run tierwise doctor
  assert_success
  assert_output --partial 'Claude Code 2.1.330'
  assert_output --partial 'self-test: every hook answers its sample (5)'
  assert_output --partial 'No problem found.'
  run tierwise doctor --json
  assert_success
  run jq -c '[.isHealthy, .findings]' <<<"$output"
  assert_output '[true,[]]'
}

@test "doctor: leaves no trace, neither at home nor in the temporary folder" {
  fake_client 2.1.330
  tierwise install --surface hooks >/dev/null
  mkdir "$BATS_TEST_TMPDIR/tmp"
  environment+=("TMPDIR=$BATS_TEST_TMPDIR/tmp")
  local before
  before="$(snapshot)"
  run tierwise doctor
  assert_success
  assert_equal "$(snapshot)" "$before"
  run find "$BATS_TEST_TMPDIR/tmp" -mindepth 1
  assert_output ""
}

@test "doctor: a broken bundle and a Node that is gone are problems with a way out" {
  fake_client 2.1.330
  tierwise install --surface hooks >/dev/null
  echo 'process.exit(2)' >"$home/.claude/hooks/tierwise/hybrid-selector.cjs"
  run tierwise doctor
  assert_failure 1
  assert_output --partial '[bundle-changed]'
  assert_output --partial '[self-test-failed]'
  assert_output --partial 'Put the files back:'
  tierwise install --surface hooks >/dev/null
  sed -i 's#"command": "[^"]*"#"command": "/nowhere/node"#' "$home/.claude/settings.json"
  run tierwise doctor --json
  assert_failure 1
  run jq -c '[.findings[].code]' <<<"$output"
  assert_output '["node-missing"]'
  tierwise install --surface hooks >/dev/null
  run tierwise doctor
  assert_success
}

@test "doctor: with certificates in the environment Node 20 is told to be slow, and nothing fails" {
  node -e 'process.exit(Number.parseInt(process.versions.node) < 22 ? 0 : 1)' || skip 'newer Node'
  fake_client 2.1.330
  tierwise install --surface hooks >/dev/null
  environment+=("NODE_EXTRA_CA_CERTS=/nowhere.pem")
  run tierwise doctor
  assert_success
  assert_output --partial '[ca-certs-slow]'
}

@test "preview: routes the person's own prompts, and every byte stays" {
  transcript "$small_work" yes 'drop the users table in production' '<task-notification>x' /clear
  local before
  before="$(snapshot)"
  run tierwise preview
  assert_success
  assert_line --regexp '^haiku  run .*run the tests'
  assert_line --regexp '^Of 3 prompts, 1 would move \(1 to haiku\); 2 stay'
  assert_line --regexp '^Saving: '
  assert_equal "$(snapshot)" "$before"
  run awk 'length > 80' <<<"$output"
  assert_output ""
}

@test "config: a change holds from the next prompt" {
  run submit "$small_work" p1
  assert_output --partial tierwise-haiku
  run tierwise config set mode observe
  assert_success
  run submit "$small_work" p2
  assert_output ""
  tierwise config unset mode
  run submit "$small_work" p3
  assert_output --partial tierwise-haiku
  run stat -c %a "$data/config.json"
  assert_output 600
}

@test "config: errors have a place, a reason and a command" {
  mkdir -p "$data"
  printf '{\n  "mode": "on"\n}\n' >"$data/config.json"
  run --separate-stderr tierwise config validate
  assert_failure 1
  assert_equal "$output" ""
  [[ "$stderr" == *"config.json:2:11"* ]]
  [[ "${stderr_lines[-1]}" == *"tierwise.cjs config validate" ]]
  run --separate-stderr tierwise config validate --json
  assert_failure 1
  run jq -r '.failure.code' <<<"$output"
  assert_output config-invalid
}

@test "a wrong call: exit code 2, nothing on standard output, and a call that works" {
  run --separate-stderr tierwise instal
  assert_failure 2
  assert_equal "$output" ""
  [[ "$stderr" == *'Did you mean install?'*'[usage]'* ]]
}

@test "help: every line fits 80 columns, for every verb" {
  local verbs verb
  verbs="$(tierwise --help | sed -nE 's/^  ([a-z]+)( .*)?  .*/\1/p' | grep -v '^help$')"
  [ "$(wc -w <<<"$verbs")" -ge 12 ]
  for verb in $verbs; do
    run tierwise "$verb" --help
    assert_success
    assert_line --regexp '^Examples?:$'
    assert_equal "$(awk 'length > 80' <<<"$output")" ""
  done
  assert_equal "$(tierwise --help | awk 'length > 80')" ""
}

@test "log: debug says which hooks ran, never what was typed, and never on standard output" {
  local canary="CANARY-4242 sk-ant-secret-canary"
  run --separate-stderr submit "yes $canary" p1 TIERWISE_LOG=debug
  assert_equal "$output$stderr" ""
  run submit "$small_work $canary" p2 TIERWISE_LOG=debug
  run cat "$data/logs/tierwise.log"
  assert_line --regexp ' debug hook-done UserPromptSubmit: nothing$'
  assert_line --regexp ' debug hook-done UserPromptSubmit: tell-model$'
  refute_output --partial -i canary
  rm -r "$data/logs"
  submit "$small_work" p3 >/dev/null
  [ ! -e "$data/logs" ]
}

# terminal COMMAND ...: in a terminal of 80 columns; screen, keys and stop talk to it.
terminal() {
  command -v tmux >/dev/null || skip 'tmux is not installed'
  tmux_socket="$BATS_TEST_TMPDIR/tmux"
  env -u TMUX -u TMUX_PANE tmux -S "$tmux_socket" -f /dev/null new-session -d -x 80 -y 40 \
    "cd '$project'; env -i HOME='$home' PATH='$PATH' TERM=xterm $(printf '%q ' "$@"); echo \"ended with \$?\"; sleep 60"
}

screen() {
  tmux -S "$tmux_socket" capture-pane -p
}

wait_for() {
  for _ in $(seq 200); do
    screen | grep -q "$1" && return
    sleep 0.1
  done
  echo "the screen does not show: $1" >&2
  screen >&2
  return 1
}

keys() {
  tmux -S "$tmux_socket" send-keys "$@"
}

teardown() {
  [ -z "${tmux_socket:-}" ] || tmux -S "$tmux_socket" kill-server || true
}

@test "install on a terminal: shows a preview, asks, and cancel changes nothing" {
  transcript "$small_work" yes
  local before
  before="$(snapshot)"
  terminal node "$root/dist/tierwise.cjs" install
  wait_for 'Install tierwise?'
  screen | grep -q 'Of 2 prompts, 1 would move'
  keys cancel Enter
  wait_for 'ended with 0'
  screen | grep -q 'Nothing was installed'
  assert_equal "$(snapshot)" "$before"
}

@test "install on a terminal: Ctrl-C cancels, too" {
  terminal node "$root/dist/tierwise.cjs" install
  wait_for 'Install tierwise?'
  keys C-c
  wait_for 'ended with'
  [ ! -e "$home/.claude/settings.json" ]
  [ ! -e "$data" ]
}

@test "install on a terminal: observe installs, and changes nothing for the model" {
  terminal node "$root/dist/tierwise.cjs" install
  wait_for 'Install tierwise?'
  keys what Enter
  wait_for 'Please answer'
  keys observe Enter
  wait_for 'ended with 0'
  run jq -c . "$data/config.json"
  assert_output '{"mode":"observe"}'
  [ -e "$home/.claude/settings.json" ]
  run submit "$small_work" p1
  assert_output ""
  run evidence
  assert_output --partial '"mode":"observe"'
}

@test "install on a terminal: Enter means on; --yes does not ask" {
  terminal node "$root/dist/tierwise.cjs" install
  wait_for 'Install tierwise?'
  keys Enter
  wait_for 'ended with 0'
  [ -e "$home/.claude/settings.json" ]
  [ ! -e "$data/config.json" ]
  teardown
  tierwise uninstall >/dev/null
  terminal node "$root/dist/tierwise.cjs" install --yes
  wait_for 'ended with 0'
  [ -e "$home/.claude/settings.json" ]
}

@test "the program works through the link that npm makes, and names itself as it was called" {
  mkdir "$BATS_TEST_TMPDIR/bin"
  ln -s "$root/dist/tierwise.cjs" "$BATS_TEST_TMPDIR/bin/tierwise"
  run env -i HOME="$home" PATH="$PATH" node "$BATS_TEST_TMPDIR/bin/tierwise" install
  assert_success
  [ -e "$home/.claude/hooks/tierwise/hybrid-selector.cjs" ]
  run env -i HOME="$home" PATH="$PATH" node "$BATS_TEST_TMPDIR/bin/tierwise" config get x
  assert_failure 1
  assert_line '  tierwise config list'
  run tierwise config get x
  assert_line "  node $root/dist/tierwise.cjs config list"
}

# The reader is gone before the program has started: its first write finds nobody.
@test "an answer that nobody reads to its end is no failure" {
  run bash -c "env -i HOME='$home' PATH='$PATH' node '$root/dist/tierwise.cjs' --help | true; echo \"\${PIPESTATUS[0]}\""
  assert_output '0'
}
