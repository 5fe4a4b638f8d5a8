load setup

environment=()

corrections() {
  jq -c 'select(.event == "correction") | [.prompt, .by]' <(evidence)
}

@test "no, wrong: nothing more is moved until /tier auto, and a wish still is" {
  submit "$small_work" p1 >/dev/null
  run submit "no, wrong" p2
  assert_success
  assert_output ""
  run submit "$small_work" p3
  assert_output ""
  run submit "~haiku $small_work" p4
  assert_output --partial tierwise-haiku
  submit "/tier auto" p5 >/dev/null
  run submit "$small_work" p6
  assert_output --partial tierwise-haiku
  run corrections
  assert_output '["p1","wrong"]'
}

@test "still broken: that kind of work is no more for haiku, other work is" {
  submit "$small_work" p1 >/dev/null
  submit "it still fails" p2 >/dev/null
  run submit "$small_work" p3
  assert_output ""
  run submit "fix the typo in the README" p4
  assert_output --partial tierwise-haiku
  run tierwise why p3
  assert_output --partial 'failed on haiku in'
  run tierwise why p1
  assert_output --partial '"still broken" or the like'
  run tierwise route --explain --session session-1 "$small_work"
  assert_output --partial 'failed on haiku in this session'
}

@test "report --quality counts them, and tells nobody's words" {
  submit "$small_work of the walrus" p1 >/dev/null
  submit "no, wrong, I said walrus" p2 >/dev/null
  submit "yes" p3 >/dev/null
  run tierwise report --quality
  assert_success
  assert_output --partial '1 corrected of 1 that were answered: few (95 %: 21 % to 100 %)'
  refute_output --partial walrus
  run jq -c '[.moved.corrected, .stayed.decisions, .corrections]' <(tierwise report --quality --json)
  assert_output '[1,2,{"wrong":1}]'
  run grep -r walrus "$data"
  assert_failure
}

@test "an agent that came to no answer: its tier is left alone" {
  submit "$small_work" p1 >/dev/null
  use_tool Agent '{"description":"d","prompt":"p","subagent_type":"tierwise-haiku"}' p1 >/dev/null
  hook post-tool-metrics <<<'{"session_id":"session-1","prompt_id":"p1","hook_event_name":"Stop"}'
  run submit "fix the typo in the README" p2
  assert_output ""
}
