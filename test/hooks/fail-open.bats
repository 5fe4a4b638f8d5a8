load setup

@test "nothing that can be sent makes a hook exit non-zero or print anything but JSON" {
  run node "$root/test/hooks/throw-hostile-inputs.mjs" "$root/dist/hooks" 400
  assert_success
  assert_output --partial '400 inputs, 0 broken'
}

@test "a data folder that cannot be made costs the evidence, not the prompt" {
  touch "$BATS_TEST_TMPDIR/file"
  run --separate-stderr submit "$small_work" p1 TIERWISE_HOME="$BATS_TEST_TMPDIR/file/tierwise"
  assert_success
  assert_output --partial tierwise-haiku
  assert_equal "$stderr" ""
}

@test "a full disk costs the evidence, not the prompt" {
  # /dev/full takes no byte: every append to it fails as on a full disk.
  mkdir -p "$data/metrics" "$data/state"
  ln -s /dev/full "$data/metrics/$(date -u +%F).jsonl"
  run --separate-stderr submit "$small_work"
  assert_success
  assert_output --partial tierwise-haiku
  assert_equal "$stderr" ""
}

@test "no HOME, no project, no transcript: the prompt goes through" {
  local input='{"session_id":"s","prompt_id":"p","hook_event_name":"UserPromptSubmit","transcript_path":"/nowhere/at/all.jsonl","prompt":"yes"}'
  run --separate-stderr env -i PATH="$PATH" TIERWISE_HOME="$BATS_TEST_TMPDIR/elsewhere" node "$root/dist/hooks/hybrid-selector.cjs" <<<"$input"
  assert_success
  assert_output ""
  assert_equal "$stderr" ""
}

@test "a broken config.json changes nothing for the model and is said in the log" {
  mkdir -p "$data"
  echo '{"mode": "off",}' >"$data/config.json"
  run --separate-stderr submit "$small_work"
  assert_success
  assert_output ""
  assert_equal "$stderr" ""
  run cat "$data/logs/tierwise.log"
  assert_output --partial config-broken
}

@test "ids that are paths do not choose where we write" {
  hook hybrid-selector <<<'{"session_id":"../../../escape","prompt_id":"../up","hook_event_name":"UserPromptSubmit","prompt":"'"$small_work"'"}'
  run find "$BATS_TEST_TMPDIR" -name '*escape*' -o -name '*up.jsonl'
  assert_output ""
}

@test "no prompt text, token or key in anything that is stored" {
  local canary="CANARY-4242 sk-ant-secret-canary"
  submit "$small_work in $canary" p1 ANTHROPIC_API_KEY=sk-ant-environment-canary >/dev/null
  submit "~haiku $canary" p2 >/dev/null
  submit "/tier $canary" p3 >/dev/null
  use_tool Agent "{\"description\":\"$canary\",\"prompt\":\"$canary\"}" p1 >/dev/null
  hook post-tool-metrics <<<"{\"session_id\":\"session-1\",\"prompt_id\":\"p1\",\"hook_event_name\":\"Stop\",\"last_assistant_message\":\"$canary\"}"
  run grep -riE 'canary' "$data"
  assert_failure
  assert_output ""
}

@test "what is stored can be read by its owner only" {
  submit "$small_work" >/dev/null
  run find "$data" -type f ! -perm 600 -o -type d ! -perm 700
  assert_output ""
}
