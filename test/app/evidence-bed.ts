import {appendFileSync, mkdirSync} from 'node:fs';
import {join} from 'node:path';
import type {EvidenceEvent} from '../../lib/core/metrics/evidence-event.ts';
import type {Environment} from '../../lib/edge/environment.ts';
import {decision, turnEnd} from '../core/metrics/sample-events.ts';
import {answer, user} from '../core/metrics/transcript-lines.ts';
import {put, temporaryFolder} from '../edge/temporary-folder.ts';

/** Told in every prompt and answer of a transcript: it must never come out of a report. */
export const canary = 'canary-in-the-transcript';

/** A folder of Claude Code's with evidence and transcripts that a test writes line by line. */
export function openEvidenceBed() {
  const claude = temporaryFolder();
  const environment: Environment = {HOME: claude, CLAUDE_CONFIG_DIR: claude};
  const transcriptOf = (session: string) => join(claude, 'projects', '-p', `${session}.jsonl`);
  const append = (path: string, lines: string[]) => {
    mkdirSync(join(path, '..'), {recursive: true});
    appendFileSync(path, lines.map((line) => `${line}\n`).join(''));
  };
  const write = (text: string, day = '2026-11-22') =>
    append(join(claude, 'tierwise', 'metrics', `${day}.jsonl`), [text]);
  const record = (event: EvidenceEvent) => write(JSON.stringify(event), event.at.slice(0, 10));

  interface TurnOptions {
    session?: string;
    prompt: string;
    at?: string;
    change?: Partial<typeof decision> | Record<string, unknown>;
    /** Model and usage of what the main thread answered; none: nothing. */
    main?: {model?: string; usage?: Record<string, unknown>}[];
    agents?: {type: string; model: string; usage?: Record<string, unknown>; toolUse?: string}[];
    isOpen?: boolean;
  }

  let answers = 0;
  return {
    claude,
    environment,
    write,
    record,
    append,
    transcriptOf,
    configure: (config: object) =>
      put(join(claude, 'tierwise', 'config.json'), JSON.stringify(config)),
    /** One prompt: its decision, its transcripts, its end. */
    turn: ({
      session = 's1',
      prompt,
      at = '2026-11-22T10:00:00.000Z',
      change = {},
      main = [{}],
      agents = [],
      isOpen = false,
    }: TurnOptions) => {
      const head = {session, prompt, at};
      const transcript = transcriptOf(session);
      record({...decision, ...change, ...head, transcript} as EvidenceEvent);
      append(transcript, [
        JSON.stringify({...JSON.parse(user(prompt, canary)), timestamp: at}),
        ...main.map((each) => answer(`m${++answers}`, each)),
      ]);
      for (const {type, toolUse = 't1', ...each} of agents) {
        const id = `a${++answers}`;
        const path = join(transcript.replace('.jsonl', ''), 'subagents', `agent-${id}`);
        append(`${path}.jsonl`, [user(prompt, canary), answer(`m${++answers}`, each)]);
        put(
          `${path}.meta.json`,
          JSON.stringify({agentType: type, toolUseId: toolUse, spawnDepth: 1}),
        );
      }
      if (!isOpen) {
        record({...turnEnd, ...head});
      }
    },
  };
}
