import type {JudgedJob} from '../queue/judge-jobs.ts';

/** What became of the queue since a moment, for a person who was away. */
export interface Briefing {
  /** ISO 8601. */
  since: string;
  done: BriefJob[];
  failed: BriefJob[];
  /** Branches to be looked at, with the command to do it. */
  review: {id: string; branch: string; folder: string; command: string}[];
  /** What waits for the person: held, or parked with nobody knowing until when. */
  held: BriefJob[];
  waiting: number;
  cost_usd: number;
  /** Share of the week that nights used since then; null: no figure. */
  week_used_by_night: number | null;
}

interface BriefJob {
  id: string;
  text: string;
  because: string;
  /** Of a failure. */
  code: string | null;
}

/** Gathers what ended since a moment, and what waits for the person. */
export function writeBriefing(
  jobs: readonly JudgedJob[],
  {sinceMs, weekUsedByNight}: {sinceMs: number; weekUsedByNight: number | null},
): Briefing {
  const ended = jobs.filter(({history}) => Date.parse(history.end?.at ?? '') >= sinceMs);
  const of = (state: JudgedJob['state'], among: readonly JudgedJob[]): JudgedJob[] =>
    among.filter((job) => job.state === state);
  const done = of('done', ended);
  return {
    since: new Date(sinceMs).toISOString(),
    done: done.map(brief),
    failed: of('failed', ended).map(brief),
    review: done.flatMap(({job, history}) => {
      const branch = history.end?.outcome.branch ?? null;
      return branch === null
        ? []
        : [{id: job.id, branch, folder: job.cwd, command: writeReview(job.cwd, branch)}];
    }),
    held: of('held', jobs).map(brief),
    waiting: jobs.filter(({state}) => ['ready', 'waiting', 'parked'].includes(state)).length,
    cost_usd: ended.reduce((sum, {history}) => sum + (history.end?.outcome.cost_usd ?? 0), 0),
    week_used_by_night: weekUsedByNight,
  };
}

/** Against where the work began, so that later commits of the person's are not in it. */
function writeReview(folder: string, branch: string): string {
  const quoted = /^[\w@%+=:,./-]+$/.test(folder) ? folder : `'${folder.replaceAll("'", "'\\''")}'`;
  return `git -C ${quoted} log -p HEAD..${branch}`;
}

function brief({job, because, history}: JudgedJob): BriefJob {
  const text = job.prompt ?? job.workflow ?? '';
  return {id: job.id, text, because, code: history.end?.outcome.code ?? null};
}

/** Whether there is anything that the person does not know yet. */
export function isNews({done, failed}: Briefing): boolean {
  return done.length + failed.length > 0;
}

/** One line for the start of a session. Counts only: what was asked stays in the queue. */
export function writeShortBriefing({done, failed, review, held}: Briefing): string {
  const parts = [
    `${done.length} done`,
    ...(failed.length === 0 ? [] : [`${failed.length} failed`]),
    ...(review.length === 0
      ? []
      : [`${review.length} ${review.length === 1 ? 'branch' : 'branches'} to look at`]),
    ...(held.length === 0 ? [] : [`${held.length} held`]),
  ];
  return `tierwise worked while you were away: ${parts.join(', ')}. All of it: tierwise briefing`;
}

/** The whole of it, as Markdown that also reads well in a terminal. */
export function writeMarkdownBriefing(briefing: Briefing): string {
  const {done, failed, review, held, waiting} = briefing;
  const list = (jobs: readonly BriefJob[]): string[] =>
    jobs.map(
      ({id, text, because, code}) =>
        `- \`${id}\` ${oneLine(text)}\n  ${code === null ? '' : `[${code}] `}${oneLine(because)}`,
    );
  const section = (title: string, lines: readonly string[]): string[] =>
    lines.length === 0 ? [] : [`## ${title}`, '', ...lines, ''];
  const isEmpty = done.length + failed.length + held.length === 0;
  return [
    `# While you were away (since ${briefing.since.slice(0, 16).replace('T', ' ')} UTC)`,
    '',
    ...(isEmpty ? ['Nothing has ended, and nothing waits for you.', ''] : []),
    ...section(`Done (${done.length})`, list(done)),
    ...section(`Failed (${failed.length})`, [
      ...list(failed),
      ...(failed.length === 0 ? [] : ['', 'Once more: `tierwise queue retry <job>`']),
    ]),
    ...section(
      'To look at',
      review.map(({branch, command}) => `- \`${branch}\`\n  \`${command}\``),
    ),
    ...section('Waiting for you', list(held)),
    `Still in the queue: ${waiting}. Spent: $${briefing.cost_usd.toFixed(2)}.${
      briefing.week_used_by_night === null
        ? ''
        : ` Of the week's quota: ${Math.round(briefing.week_used_by_night * 100)} %.`
    }`,
  ].join('\n');
}

function oneLine(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length <= 160 ? line : `${line.slice(0, 159)}…`;
}
