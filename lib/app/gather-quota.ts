import type {QuotaRecord} from '../core/quota/learn-habits.ts';
import type {QuotaReading} from '../core/quota/quota-reading.ts';
import {readTurnEnd} from '../core/quota/read-quota.ts';
import type {Environment} from '../edge/environment.ts';
import {listEvidenceFiles, listModuleEvidence} from '../edge/evidence-folder.ts';
import {readFileLines} from '../edge/file-lines.ts';
import {paths} from '../edge/paths.ts';
import {readOwnRuns, readReadings} from '../edge/quota-file.ts';

const dayMs = 24 * 60 * 60 * 1000;

/** A limit that came too early is remembered for two months; habits need one. */
const gatheredDays = 60;

/**
 * All that is known of the plan and of the person's hours: what our own runs, the status line and
 * the mod were told, and when a prompt was decided. All of it is the client's own word; no token is
 * read and nothing is asked.
 */
export function gatherQuota(environment: Environment, nowMs: number): QuotaRecord {
  const {quota, metrics} = paths(environment);
  const sinceMs = nowMs - gatheredDays * dayMs;
  const from = new Date(sinceMs).toISOString().slice(0, 10);
  const modFiles = listModuleEvidence(metrics)
    .map(({path}) => path)
    .filter((path) => (path.split(/[\\/]/).at(-1) ?? '') >= from);
  const told: QuotaReading[] = [];
  const activeAtMs: number[] = [];
  for (const path of [...listEvidenceFiles(metrics, {from}), ...modFiles]) {
    readFileLines(
      path,
      (line) => {
        told.push(...readTurnEnd(line));
        activeAtMs.push(...readDecisionTime(line));
      },
      ['"turn-end"', '"decision"'],
    );
  }
  const readings = [...readReadings(quota, sinceMs), ...told];
  return {
    readings: readings.sort((left, right) => left.atMs - right.atMs),
    activeAtMs: activeAtMs.sort((left, right) => left - right),
    runs: readOwnRuns(quota, sinceMs),
  };
}

/** Every line of evidence begins with its time; parsing months of it for that would take long. */
function readDecisionTime(line: string): number[] {
  const [, at] = /"event":"decision"/.test(line) ? (/"at":"([^"]{20,30})"/.exec(line) ?? []) : [];
  const atMs = Date.parse(at ?? '');
  return Number.isNaN(atMs) ? [] : [atMs];
}
