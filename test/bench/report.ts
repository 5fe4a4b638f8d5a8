// How long the report takes beside jq reading the same bytes, and how much memory it holds.
//   npm run bench:report [-- --events 1000000] [-- --json]
import {spawnSync} from 'node:child_process';
import {
  closeSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {parseArgs} from 'node:util';

const {values} = parseArgs({
  options: {
    events: {type: 'string', default: '1000000'},
    rounds: {type: 'string', default: '3'},
    json: {type: 'boolean', default: false},
  },
});
const most = Number(values.events);
const rounds = Number(values.rounds);
const root = mkdtempSync(join(tmpdir(), 'tierwise-bench-'));
/** A copy, so that a build meanwhile changes nothing. */
const cli = join(root, 'tierwise.cjs');

/** Most that the report may take, in times of jq. */
const goal = 3;

interface Subject {
  name: string;
  events: number;
  /** Every session has transcripts, too; else they are gone, as after the client's own clean-up. */
  hasTranscripts: boolean;
}

interface Row extends Subject {
  megabytes: number;
  jqMs: number;
  reportMs: number;
  ratio: number;
  peakMb: number;
}

const subjects: Subject[] = [
  {name: 'events', events: most / 10, hasTranscripts: false},
  {name: 'events', events: most, hasTranscripts: false},
  {name: 'events and transcripts', events: most / 100, hasTranscripts: true},
  {name: 'events and transcripts', events: most / 10, hasTranscripts: true},
];

const turnsPerSession = 20;
/** Sessions that write at the same time, their lines mixed. */
const sessionsAtOnce = 5;

interface Beds {
  claude: string;
  files: string[];
}

/** Writes the evidence of many sessions into one file, and their transcripts where wanted. */
function generate(folder: string, {events, hasTranscripts}: Subject): Beds {
  const claude = join(folder, '.claude');
  const metrics = join(claude, 'tierwise', 'metrics');
  const projects = join(
    claude,
    'projects',
    '-home-somebody-projects-an-application-with-a-longer-name',
  );
  mkdirSync(metrics, {recursive: true});
  mkdirSync(projects, {recursive: true});
  const path = join(metrics, '2026-11-22.jsonl');
  const files = [path];
  const file = openSync(path, 'w');
  let lines: string[] = [];
  let written = 0;
  const flush = () => {
    writeSync(file, lines.join(''));
    lines = [];
  };
  for (let wave = 0; written < events; wave += 1) {
    for (let turn = 0; turn < turnsPerSession && written < events; turn += 1) {
      for (let each = 0; each < sessionsAtOnce && written < events; each += 1) {
        const session = uuid(wave * sessionsAtOnce + each, 0);
        const told = writeTurn(session, {
          turn,
          transcript: join(projects, `${session}.jsonl`),
          second: written,
        }).slice(0, events - written);
        lines.push(...told);
        written += told.length;
      }
    }
    for (let each = 0; hasTranscripts && each < sessionsAtOnce; each += 1) {
      files.push(...writeTranscripts(projects, uuid(wave * sessionsAtOnce + each, 0)));
    }
    flush();
  }
  closeSync(file);
  return {claude, files};
}

function uuid(high: number, low: number): string {
  const hex = (value: number, width: number) => value.toString(16).padStart(width, '0');
  return `${hex(high, 8)}-0000-4000-8000-${hex(low, 12)}`;
}

const tiers = ['haiku', 'stay', 'sonnet', 'stay', 'haiku'];

function writeTurn(
  session: string,
  {turn, transcript, second}: {turn: number; transcript: string; second: number},
): string[] {
  const tier = tiers[turn % tiers.length] as string;
  const prompt = uuid(Number.parseInt(session.slice(0, 8), 16), turn + 1);
  const at = new Date(Date.UTC(2026, 10, 22) + second).toISOString();
  const line = (body: object) => `${JSON.stringify({v: 1, at, session, prompt, ...body})}\n`;
  const call = {
    agent: `tierwise-${tier}`,
    agent_id: `a${prompt.slice(-12)}`,
    tool_use: `toolu_${turn}`,
  };
  const decision = line({
    event: 'decision',
    surface: 'hooks',
    mode: 'directive',
    mode_because: 'interactive session',
    noted: [],
    tier,
    route: tier,
    kind: 'run',
    risk: false,
    confidence: 0.96,
    base: 'opus',
    base_model: 'claude-opus-5-5',
    max_tier: 'opus',
    enforcement: 'enforce',
    reasons: ['asks to run the tests', 'one clear step', `the work needs ${tier}`],
    typed: false,
    client: '2.1.330',
    transcript,
    project: '/home/somebody/projects/an-application-with-a-longer-name',
    overhead_ms: 40 + (second % 400) / 10,
  });
  if (tier === 'stay') {
    return [decision, line({event: 'turn-end'})];
  }
  const resolved = `claude-${tier}-5-5`;
  return [
    decision,
    line({
      event: 'tool-call',
      verdict: 'rewritten',
      tool: 'Agent',
      because: `the turn runs on ${tier}`,
      to: tier,
      tool_use: call.tool_use,
    }),
    line({
      event: 'agent-end',
      agent: call.agent,
      agent_id: call.agent_id,
      transcript: transcript.replace('.jsonl', `/subagents/agent-${call.agent_id}.jsonl`),
    }),
    line({
      event: 'agent-call',
      ...call,
      requested_model: tier,
      resolved_model: resolved,
      status: 'completed',
      handed_back: false,
      duration_ms: 4210,
    }),
    line({event: 'turn-end'}),
  ];
}

/** As the client writes them: prompt, answers, a good deal beside them, agents in files of their own. */
function writeTranscripts(projects: string, session: string): string[] {
  const high = Number.parseInt(session.slice(0, 8), 16);
  const main: object[] = [];
  const paths = [join(projects, `${session}.jsonl`)];
  const folder = join(projects, session, 'subagents');
  mkdirSync(folder, {recursive: true});
  for (let turn = 0; turn < turnsPerSession; turn += 1) {
    const tier = tiers[turn % tiers.length] as string;
    const promptId = uuid(high, turn + 1);
    main.push({type: 'user', promptId, message: {role: 'user', content: 'x'.repeat(200)}});
    main.push({type: 'attachment', attachment: {type: 'environment', text: 'x'.repeat(4000)}});
    main.push(answer(`msg_${high}_${turn}_1`, 'claude-opus-5-5'));
    main.push({type: 'user', promptId, message: {role: 'user', content: 'x'.repeat(3000)}});
    main.push(answer(`msg_${high}_${turn}_2`, 'claude-opus-5-5'));
    if (tier !== 'stay') {
      const path = join(folder, `agent-a${promptId.slice(-12)}.jsonl`);
      const lines = [
        {
          type: 'user',
          isSidechain: true,
          promptId,
          message: {role: 'user', content: 'x'.repeat(500)},
        },
        answer(`msg_${high}_${turn}_3`, `claude-${tier}-5-5`),
        answer(`msg_${high}_${turn}_4`, `claude-${tier}-5-5`),
      ];
      writeFileSync(path, lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
      writeFileSync(
        path.replace('.jsonl', '.meta.json'),
        JSON.stringify({agentType: `tierwise-${tier}`, toolUseId: `toolu_${turn}`, spawnDepth: 1}),
      );
      paths.push(path);
    }
  }
  writeFileSync(paths[0] as string, main.map((line) => `${JSON.stringify(line)}\n`).join(''));
  return paths;
}

function answer(id: string, model: string): object {
  const usage = {
    input_tokens: 12,
    output_tokens: 340,
    cache_read_input_tokens: 21000,
    cache_creation_input_tokens: 900,
  };
  return {
    type: 'assistant',
    message: {
      id,
      model,
      role: 'assistant',
      content: [{type: 'text', text: 'x'.repeat(900)}],
      usage,
    },
  };
}

function measure(subject: Subject): Row {
  const folder = mkdtempSync(join(root, 'bed-'));
  const {claude, files} = generate(folder, subject);
  const bytes = files.reduce((sum, path) => sum + statSync(path).size, 0);
  const list = join(folder, 'files');
  writeFileSync(list, files.join('\0'));
  const peaks: number[] = [];
  const pairs = Array.from({length: rounds}, (_, round) => {
    // The order turns with the round, so that neither side always finds the files cached.
    const jq = () => time('xargs', ['-0', '-a', list, 'jq', 'empty']);
    const report = () => timeReport(claude, folder, peaks);
    if (round % 2 === 0) {
      const jqMs = jq();
      return {jqMs, reportMs: report()};
    }
    const reportMs = report();
    return {jqMs: jq(), reportMs};
  });
  rmSync(folder, {recursive: true, force: true});
  return {
    ...subject,
    megabytes: Math.round(bytes / 1e6),
    jqMs: Math.round(median(pairs.map(({jqMs}) => jqMs))),
    reportMs: Math.round(median(pairs.map(({reportMs}) => reportMs))),
    ratio: median(pairs.map(({jqMs, reportMs}) => reportMs / jqMs)),
    peakMb: Math.round(Math.max(...peaks) / 1000),
  };
}

function timeReport(claude: string, folder: string, peaks: number[]): number {
  const peak = join(folder, 'peak');
  const preload = join(folder, 'peak.cjs');
  writeFileSync(
    preload,
    `process.on('exit', () => require('node:fs').writeFileSync(${JSON.stringify(peak)}, String(process.resourceUsage().maxRSS)));`,
  );
  const ms = time(process.execPath, ['--require', preload, cli, 'report', '--json'], {
    CLAUDE_CONFIG_DIR: claude,
  });
  peaks.push(Number(readFileSync(peak, 'utf8')));
  return ms;
}

function time(command: string, args: string[], env: Record<string, string> = {}): number {
  const start = process.hrtime.bigint();
  const {status, error, stdout} = spawnSync(command, args, {
    env: {PATH: process.env.PATH, HOME: root, ...env},
    stdio: ['ignore', 'pipe', 'inherit'],
    maxBuffer: 64 * 1024 * 1024,
  });
  if (status !== 0 || (command === process.execPath && !String(stdout).includes('"turns"'))) {
    throw new Error(`${command} ended with ${status}: ${error?.message ?? ''}`);
  }
  return Number(process.hrtime.bigint() - start) / 1e6;
}

function median(numbers: number[]): number {
  const sorted = [...numbers].sort((left, right) => left - right);
  return sorted[Math.floor(sorted.length / 2)] as number;
}

try {
  cpSync(fileURLToPath(new URL('../../dist/tierwise.cjs', import.meta.url)), cli);
  const rows = subjects.map((subject) => {
    const row = measure(subject);
    if (!values.json) {
      console.log(
        `${`${row.events} ${row.name}`.padEnd(32)} ${String(row.megabytes).padStart(4)} MB  jq ${String(row.jqMs).padStart(6)} ms  report ${String(row.reportMs).padStart(6)} ms  ratio ${row.ratio.toFixed(2)}  goal ${goal}: ${row.ratio <= goal ? 'held' : 'MISSED'}  peak ${row.peakMb} MB`,
      );
    }
    return row;
  });
  const [small, large] = rows;
  if (values.json) {
    console.log(JSON.stringify(rows));
  } else if (small !== undefined && large !== undefined) {
    console.log(
      `memory with 10 times the events: ${(large.peakMb / small.peakMb).toFixed(2)} times; median of ${rounds} paired runs, Node ${process.version}`,
    );
  }
} finally {
  rmSync(root, {recursive: true, force: true});
}
