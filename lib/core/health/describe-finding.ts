import {jsonProblems} from '../failure/describe-failure.ts';
import type {Finding} from './finding.ts';

export interface FindingText {
  what: string;
  why: string;
  /** What to do; the command last, where there is one. */
  fix: string;
}

/** What was found, why it matters, and what to do about it. */
export function describeFinding(finding: Finding): FindingText {
  switch (finding.code) {
    case 'client-not-found':
      return {
        what: 'There is no `claude` on the PATH of this shell.',
        why: 'tierwise works inside Claude Code; without it nothing is routed.',
        fix: 'Install Claude Code or correct the PATH, then run: claude --version',
      };
    case 'client-not-runnable':
      return {
        what: `${finding.facts.path} does not tell its version.`,
        why: `${finding.facts.reason}.`,
        fix: 'Repair Claude Code, then run: claude --version',
      };
    case 'client-version-untried': {
      const {version, oldest, newest} = finding.facts;
      return {
        what: `Claude Code ${version} was never tried with this tierwise.`,
        why: `It is built on what ${oldest} to ${newest} do; others may differ.`,
        fix: 'Watch whether prompts are routed: tierwise status',
      };
    }
    case 'not-installed':
      return {
        what: 'tierwise is not installed in Claude Code.',
        why: `${finding.facts.settings} names none of its hooks, so no prompt is routed.`,
        fix: 'tierwise install',
      };
    case 'hooks-incomplete':
      return {
        what: `Hooks are missing in ${finding.facts.settings}.`,
        why: `Not registered: ${finding.facts.missing.join(', ')}.`,
        fix: 'tierwise install',
      };
    case 'hooks-twice':
      return {
        what: `The hook of ${finding.facts.event} is registered twice.`,
        why: `It starts twice for each event. File: ${finding.facts.settings}`,
        fix: 'tierwise install',
      };
    case 'hooks-in-both-scopes':
      return {
        what: 'tierwise is installed for you and for this project.',
        why: `Both start for each event; only the first one acts, so it costs time, no more. Files: ${finding.facts.user} ${finding.facts.project}`,
        fix: 'To keep only yours, run here: tierwise uninstall --scope project',
      };
    case 'node-missing':
      return {
        what: `The Node that starts the hooks is gone: ${finding.facts.node}`,
        why: `${finding.facts.settings} names it; Claude Code then runs no hook of ours, and says nothing.`,
        fix: 'Run with the Node that you have now: tierwise install',
      };
    case 'node-not-runnable':
      return {
        what: `The Node that starts the hooks does not run: ${finding.facts.node}`,
        why: `${finding.facts.reason}. Named in ${finding.facts.settings}`,
        fix: 'Run with a Node that works: tierwise install',
      };
    case 'bundle-missing':
      return {
        what: `A file of tierwise is missing: ${finding.facts.file}`,
        why: 'A hook that cannot be started does nothing, and nobody is told.',
        fix: 'tierwise install',
      };
    case 'bundle-changed':
      return {
        what: `A file of tierwise is not as it was installed: ${finding.facts.file}`,
        why: 'Somebody edited or damaged it.',
        fix: 'Put it back (a copy of this one is kept): tierwise install',
      };
    case 'install-record-unreadable':
      return {
        what: `The record of the install is missing or damaged: ${finding.facts.file}`,
        why: 'Whether files were changed since cannot be told.',
        fix: 'Write it anew: tierwise install',
      };
    case 'self-test-failed':
      return {
        what: `The hook ${finding.facts.bundle} does not answer as it should.`,
        why: `Given a sample of Claude Code's own input, ${finding.facts.reason}.`,
        fix: 'Put the files back: tierwise install',
      };
    case 'agent-missing':
      return {
        what: `The agent ${finding.facts.agent} is missing.`,
        why: `Prompts for its tier stay on the session's model. Expected: ${finding.facts.file}`,
        fix: 'tierwise install',
      };
    case 'agent-edited':
      return {
        what: `The agent ${finding.facts.agent} has edits, or is a file of yours.`,
        why: `It is used as it is, whatever model it names: ${finding.facts.file}`,
        fix: 'To get ours back, delete that file, then run: tierwise install',
      };
    case 'agent-shadowed':
      return {
        what: `A file of this project takes the place of ${finding.facts.agent}.`,
        why: `Claude Code prefers it, so its tier is not used here: ${finding.facts.file}`,
        fix: 'Rename or remove that file, then run: tierwise doctor',
      };
    case 'tier-command-missing':
      return {
        what: 'The command /tier is not ours, or not there.',
        why: `A tier cannot be set for a session from inside it. Expected: ${finding.facts.file}`,
        fix: 'tierwise install',
      };
    case 'settings-broken': {
      const {file, line, column, problem} = finding.facts;
      return {
        what: `A settings file is not JSON: ${file}`,
        why: `Line ${line}, column ${column}: ${jsonProblems[problem]} Claude Code runs no hook of it, and says nothing.`,
        fix: 'Correct that line, then run: tierwise doctor',
      };
    }
    case 'settings-not-usable':
      return {
        what: `A settings file cannot be read: ${finding.facts.file}`,
        why: `Claude Code cannot use it either: ${finding.facts.reason}.`,
        fix: 'Repair it, then run: tierwise doctor',
      };
    case 'settings-handler-malformed': {
      const {file, event, found, line, column} = finding.facts;
      return {
        what: `A hook of ${event} in ${file} is malformed.`,
        why: `Line ${line}, column ${column}: ${found}. Older versions, as 2.1.197, then run no hook of the whole file.`,
        fix: 'Correct or remove it, then run: tierwise doctor',
      };
    }
    case 'hooks-disabled':
      return {
        what: 'All hooks are switched off in Claude Code.',
        why: `"disableAllHooks": true stands in ${finding.facts.file}`,
        fix: 'Remove that line, then run: tierwise doctor',
      };
    case 'managed-hooks-only':
      return {
        what: 'Your organisation allows its own hooks only.',
        why: `"allowManagedHooksOnly": true stands in ${finding.facts.file}`,
        fix: 'Ask whoever manages this computer; until then run: tierwise off',
      };
    case 'managed-settings':
      return {
        what: 'This computer has managed settings.',
        why: `They win over yours: ${finding.facts.file}`,
        fix: 'Nothing, as long as prompts are routed: tierwise status',
      };
    case 'subagent-model-forced': {
      const {value, where, client} = finding.facts;
      const which = client === null ? 'Older versions' : `Claude Code ${client}`;
      return {
        what: `CLAUDE_CODE_SUBAGENT_MODEL=${value} decides the model of every agent.`,
        why: `${which} put it above what tierwise asks for, so no agent runs on its tier. Set in ${where}.`,
        fix: 'Take it out there, then run: tierwise doctor',
      };
    }
    case 'subagent-model-default':
      return {
        what: `CLAUDE_CODE_SUBAGENT_MODEL=${finding.facts.value} is set.`,
        why: `This version uses it only where an agent names no model; ours do. Set in ${finding.facts.where}.`,
        fix: 'Nothing. An older Claude Code would need it gone: unset CLAUDE_CODE_SUBAGENT_MODEL',
      };
    case 'other-prompt-hook':
      return {
        what: `Another UserPromptSubmit hook is registered: ${finding.facts.command}`,
        why: `Both run for each prompt; if that one routes too, the model reads two opinions. File: ${finding.facts.file}`,
        fix: 'Nothing, unless it is a router: then keep one of the two. See: tierwise preview',
      };
    case 'ca-certs-slow':
      return {
        what: `NODE_EXTRA_CA_CERTS makes each hook start about 50 ms slower.`,
        why: `Node ${finding.facts.node} reads the certificates at every start; Node 22 and later do not.`,
        fix: 'Leave the variable. Install with a newer Node: tierwise install',
      };
    case 'folder-not-writable':
      return {
        what: `A folder cannot be written: ${finding.facts.folder}`,
        why: `${sentence(finding.facts.reason)}. Evidence, state and logs are lost.`,
        fix: 'Make it yours and writable, then run: tierwise doctor',
      };
    case 'config-broken':
      return {
        what: `Your configuration cannot be read: ${finding.facts.file}`,
        why: `${finding.facts.why.join(' ')} Until then tierwise only observes.`,
        fix: 'Correct it, then run: tierwise config validate',
      };
    case 'config-wrong-value': {
      const {file, key, line, column, expected, found} = finding.facts;
      return {
        what: `Your configuration has a wrong value: ${file}`,
        why: `Line ${line}, column ${column}: ${key} is ${found}; it takes ${expected}. Until then the whole file counts for nothing.`,
        fix: 'Correct it, then run: tierwise config validate',
      };
    }
    case 'config-key-ignored': {
      const {file, key, line, column, reason, nearest} = finding.facts;
      return {
        what: `"${key}" in ${file} has no effect.`,
        why:
          reason === 'not-in-project'
            ? `Line ${line}, column ${column}: only your own config.json may say it.`
            : `Line ${line}, column ${column}: nobody reads this key.${nearest === null ? '' : ` Did you mean "${nearest}"?`}`,
        fix: 'The keys there are: tierwise config list',
      };
    }
    case 'project-config-broken':
      return {
        what: `The project's configuration cannot be used: ${finding.facts.file}`,
        why: `${finding.facts.why.join(' ')} Until then tierwise only observes here.`,
        fix: `Correct it, then run: tierwise config validate`,
      };
    case 'plugin-not-loaded':
      return {
        what: 'The plugin is switched on, and Claude Code does not load it.',
        why: `${sentence(finding.facts.because)}. There are no hooks to carry on, so no prompt is routed.`,
        fix: 'tierwise install --surface hooks',
      };
    case 'status-line-broken':
      return {
        what: 'The status line of tierwise does not run, and yours behind it does not show.',
        why: `${sentence(finding.facts.reason)}. Set in ${finding.facts.file}`,
        fix: 'Write it anew: tierwise install',
      };
    case 'session-on-moved-model':
      return {
        what: `Session ${finding.facts.session} would resume on a smaller model than its own.`,
        why: 'Its last turn was moved by the plugin, which is not switched on any more.',
        fix: `After resuming it, type: /model ${finding.facts.baseModel ?? 'opus'}`,
      };
    case 'switched-off':
      return {
        what: 'tierwise is off.',
        why: `${sentence(finding.facts.because)}. Prompts go to the session's own model.`,
        fix: 'To route again: tierwise on',
      };
    case 'mode-set':
      return {
        what: `The mode is ${finding.facts.mode}: nothing is routed.`,
        why: `It was set by ${finding.facts.because}.`,
        fix:
          finding.facts.because === 'config.json'
            ? 'If you did not mean it: tierwise config unset mode'
            : 'Who says what: tierwise config list',
      };
    case 'override-set':
      return {
        what: `${finding.facts.variable}=${finding.facts.value} is set in this shell.`,
        why: 'It wins over the configuration in every session started from here.',
        fix: `If you did not mean it: unset ${finding.facts.variable}`,
      };
    case 'override-unknown':
      return {
        what: `A variable has a value that means nothing.`,
        why: `${sentence(finding.facts.complaint)}; it is ignored.`,
        fix: 'Correct or unset it, then run: tierwise doctor',
      };
    default:
      return finding satisfies never;
  }
}

function sentence(text: string): string {
  // Names of variables and files keep their letters.
  return /^[a-z]+ /.test(text) ? text.charAt(0).toUpperCase() + text.slice(1) : text;
}
