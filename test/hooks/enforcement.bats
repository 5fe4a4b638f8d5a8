load setup

call='{"description":"d","prompt":"p","subagent_type":"general-purpose","model":"opus","extra":{"kept":true}}'

@test "enforce rewrites the whole input of an Agent call to the decided tier" {
  submit "$small_work" >/dev/null
  run use_tool Agent "$call"
  assert_success
  run jq -c '.hookSpecificOutput | [.permissionDecision, .updatedInput]' <<<"$output"
  assert_output '[null,{"description":"d","prompt":"p","subagent_type":"tierwise-haiku","model":"haiku","extra":{"kept":true},"run_in_background":false}]'
}

@test "in a turn that stays nothing is touched, in advise neither" {
  submit "yes" >/dev/null
  run use_tool Agent "$call"
  assert_output ""
  submit "$small_work" p2 TIERWISE_ENFORCE=advise >/dev/null
  run use_tool Agent "$call" p2
  assert_output ""
}

@test "an agent of the user's is never touched" {
  submit "$small_work" >/dev/null
  run use_tool Agent '{"description":"d","prompt":"p","subagent_type":"my-reviewer"}'
  assert_success
  assert_output ""
}

@test "strict denies other tools twice, then the gate opens, and evidence says so" {
  submit "$small_work" p1 TIERWISE_ENFORCE=strict >/dev/null
  for _ in 1 2; do
    run use_tool Bash '{"command":"ls"}' p1
    assert_output --partial '"permissionDecision":"deny"'
    assert_output --partial 'tierwise-haiku'
  done
  for _ in 1 2 3; do
    run use_tool Bash '{"command":"ls"}' p1
    assert_success
    assert_output ""
  done
  run jq -r 'select(.event == "tool-call") | .verdict' <(evidence)
  assert_output $'denied\ndenied\ngate-opened'
}

@test "strict lets every tool pass once the turn has delegated" {
  submit "$small_work" p1 TIERWISE_ENFORCE=strict >/dev/null
  use_tool Agent "$call" p1 >/dev/null
  run use_tool Bash '{"command":"ls"}' p1
  assert_output ""
}

@test "inside a subagent and without a known turn everything passes" {
  submit "$small_work" p1 TIERWISE_ENFORCE=strict >/dev/null
  run use_tool Bash '{"command":"ls"}' some-other-prompt
  assert_output ""
  run hook pre-tool-agent <<<'{"session_id":"session-1","prompt_id":"p1","agent_id":"a1","hook_event_name":"PreToolUse","tool_name":"Bash","tool_input":{}}'
  assert_success
  assert_output ""
}

@test "after the agent handed the work back, its turn is shaped no more" {
  submit "$small_work" >/dev/null
  hook post-tool-metrics <<<'{"session_id":"session-1","prompt_id":"prompt-1","hook_event_name":"PostToolUse","tool_name":"Agent","tool_input":{"subagent_type":"tierwise-haiku"},"tool_response":{"status":"completed","agentId":"a","agentType":"tierwise-haiku","resolvedModel":"claude-haiku-5-5","content":[{"type":"text","text":"needs a larger tier: a race"}]}}'
  run use_tool Agent '{"description":"d","prompt":"p","subagent_type":"tierwise-sonnet"}'
  assert_success
  assert_output ""
}

@test "risky text typed into a moved turn is told, and its calls are left alone" {
  submit "$small_work" p1 TIERWISE_ENFORCE=strict >/dev/null
  run submit 'also drop the users table in production' p1 TIERWISE_ENFORCE=strict
  assert_output --partial 'no longer holds'
  run use_tool Agent "$call" p1
  assert_success
  assert_output ""
  run use_tool Bash '{"command":"ls"}' p1
  assert_output ""
}
