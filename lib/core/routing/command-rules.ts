import {pattern} from './pattern.ts';
import type {Reading} from './read-prompt.ts';
import {haiku, type Rule} from './rule.ts';

const programs =
  ' npm npx yarn pnpm bun node deno tsx git gh glab docker docker-compose podman kubectl helm ls cd pwd cat mkdir cp mv touch echo grep rg ps top htop df du env whoami tmux screen python python3 pip pip3 uv poetry pytest tox ruff mypy cargo rustc rustup cmake brew apt apt-get curl wget ssh scp claude codex supabase vercel netlify firebase wrangler aws gcloud az rails rake bundle ruby gem php composer mvn gradle java dotnet flutter dart swift xcodebuild jest vitest tsc eslint biome prettier playwright adb systemctl journalctl nix terraform code nvim vim dir ';
const wordyProgram = pattern(
  '^go |^make ',
  /^(?:go (?:build|run|test|mod|get|vet|fmt|install)(?: |$)|make \w+$)/,
);
const subcommand =
  /^[a-z][\w-]{0,14} (?:ls|list|status|start|stop|run|init|install|doctor|sync|attach|detach|boot|enable|disable|end|version|help|login|logout|up|down|build|serve|update|show|config|info|logs|dev|test|--?\w[\w-]*)(?: [\u00a7\w.:/@-]+){0,4}$|^: ?[a-z]\w+(?: \w+)?$/;
const testRun = pattern(
  '^run|^rerun|^execute|^reexecute',
  /^(?:re)?(?:run|execute)\b.{0,40}\b(?=(?:tests?|specs?|suite|lint\w*|checks?|benchmarks?|type ?checks?|tsc|build)(?!\w))/,
);
const buildCheck = pattern(
  '^build|^compile|^typecheck|^lint',
  /^(?:build|compile|typecheck|lint)(?: (?:it|this|that|the (?:project|app|code|image|site|docs)|project|again))?(?: (?:again|and (?:see|check|run|test|tell|show|report)\b.*|locally|please))?$/,
);
const lookup = pattern(
  '^check |^find|^locate|^search|^grep|^look up|^which file|^where|^tell me|^show me|^give me|^get me|^send me|^confirm |^verify ',
  /^(?:check (?:if|whether|that|the (?:\w+ version|status|version|logs?|output|git|port|branch|log file)|for (?:work|new|updates?|open)|what|which|how many|git|my git|status|port|version|you can)|(?:find|locate|search(?: for)?|grep(?: for)?|look up|which files?|where)\b|(?:tell|show|give|get|send) me\b|(?:confirm|verify) (?:you|that you|the (?:version|file)))/,
);
const gitStep = pattern(
  '^git |^commit|^push|^pull|^stash|^stage|^fetch|^check|^amend|^squash|^switch to |^save and |^sync | commit| branch| tag',
  /^(?:git (?=(?:add|commit|push|pull|status|log|diff|fetch|init|stash|branch|checkout)(?!\w))|(?:commit|push|pull|stash|stage|fetch|checkout|check out|amend|squash)(?!\w)|(?:write|make|create|do|draft|prepare|add|give me|generate) (?:a |an |the |another )?(?:good |short |new )?(?:git )?(?=(?:commit|branch|tag)(?!\w))|(?:switch to (?:the )?branch|save and push|sync (?:with|and) )\b)/,
);
const gitMore = /\b(?:merge|all|rebase|branches|every|main|master|force|everything|prs?)\b/;
const readFile = pattern(
  '^read |^summari|^show |^print |^cat |^open ',
  /^(?:read|summari[sz]e|show|print|cat|open) (?:the |this |all (?:the )?)?(?=(?:\u00a7file|\u00a7url|files?|readme)(?!\w))/,
);
const command = pattern('command', /\bcommands?\b/);
const commandOrThose = pattern('command|those|these', /\b(?:those|these|commands?)\b/);
const health = pattern('health|heartbeat', /\b(?:health_?check|heartbeat)\b/);

/** Commands that are typed as they are. */
export const shellRules: readonly Rule[] = [
  haiku(
    'shell-command',
    'run',
    0.97,
    'is a shell command',
    (r) => isShort(r, 14) && !r.asks && !r.names('sentence') && isProgram(r.wish),
  ),
  haiku(
    'tool-command',
    'run',
    0.94,
    'reads as a command',
    (r) =>
      isShort(r, 6) &&
      !r.asks &&
      !r.before('request') &&
      !r.names('sentence') &&
      !isKnown(r) &&
      subcommand.test(r.wish),
  ),
];

/** Running and looking at things: easy to check and cheap to repeat. */
export const commandRules: readonly Rule[] = [
  haiku(
    'run-tests',
    'run',
    0.96,
    'asks to run the tests',
    (r) => isPlain(r, 25, true) && testRun.test(r.opening),
  ),
  haiku('git-step', 'git', 0.94, 'asks for an everyday git step', isGitStep),
  haiku(
    'open-screen',
    'run',
    0.93,
    'asks to open or run something',
    (r) => isPlain(r, 20) && r.opens('opens') && r.has('screen') && !/\btest\b/.test(r.wish),
  ),
  haiku(
    'build-check',
    'run',
    0.9,
    'asks to build and check',
    (r) => isPlain(r, 16, true) && buildCheck.test(r.opening),
  ),
  haiku(
    'run-named',
    'run',
    0.88,
    'asks to run or show something named',
    (r) => isPlain(r, 16) && r.opens('runs') && r.content > 0 && !command.test(r.opening),
  ),
  haiku(
    'run-again',
    'run',
    0.75,
    'asks to run or open it',
    (r) => isPlain(r, 8) && r.opens('opens'),
  ),
  haiku(
    'lookup',
    'search',
    0.85,
    'asks to look something up',
    (r) =>
      isPlain(r, 20) &&
      r.content > 1 &&
      lookup.test(r.opening) &&
      !r.has('design') &&
      !commandOrThose.test(r.wish),
  ),
  haiku(
    'read-file',
    'explain',
    0.85,
    'asks to read or sum up one file',
    (r) => isPlain(r, 16) && readFile.test(r.opening),
  ),
  haiku('health', 'chat', 0.85, 'an automatic check', (r) => r.count <= 25 && health.test(r.wish)),
];

function isProgram(wish: string): boolean {
  const command = wish.startsWith('$ ') ? wish.slice(2) : wish;
  const [name = ''] = command.split(' ', 1);
  return (name !== '' && programs.includes(` ${name} `)) || wordyProgram.test(command);
}

function isGitStep(r: Reading): boolean {
  if (!isShort(r, 20) || !gitStep.test(r.opening)) return false;
  if (r.has('conflict') || r.has('problem') || gitMore.test(r.wish)) return false;
  return r.countOf('more') <= (r.opens('gitverb') ? 0 : 1);
}

// A word that the rules know opens a sentence, not a tool of the user's own.
function isKnown(r: Reading): boolean {
  return (
    r.opens('runs') ||
    r.opens('changes') ||
    r.opens('builds') ||
    r.opens('fixes') ||
    r.opens('asks') ||
    r.opens('generic') ||
    r.opens('adds') ||
    r.opens('remarks')
  );
}

function isPlain(r: Reading, limit: number, mayFail = false): boolean {
  if (!isShort(r, limit) || r.names('more') || r.has('hard') || r.has('mutate')) return false;
  return mayFail || !r.has('problem');
}

function isShort(r: Reading, limit: number): boolean {
  return r.count <= limit && !r.before('no');
}
