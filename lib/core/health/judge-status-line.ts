import {findStatusLine} from '../setup/find-status-line.ts';
import {parseSettings} from '../setup/parse-settings.ts';
import {type Check, finding} from './finding.ts';
import type {SettingsFacts} from './judge-settings.ts';

/** Our status line in one of the client's settings files. */
export interface StatusLineFacts {
  file: string;
  /** What starts ours, as `sh` reads it. */
  command: string;
  /** The person has a status line of their own behind it. */
  isBefore: boolean;
}

/** Where our status line is set up; [] when nobody asked for it. */
export function findStatusLines(settings: readonly SettingsFacts[]): StatusLineFacts[] {
  return settings.flatMap(({file, text = ''}) => {
    const body = text.replace(/^\uFEFF/, '');
    const parsed = parseSettings(body);
    const ours = parsed.ok ? findStatusLine(body, parsed.value)?.ours : undefined;
    return ours === undefined ? [] : [{file, command: ours.command, isBefore: ours.own !== null}];
  });
}

/** @param trouble why it does not run; undefined: it does. */
export function judgeStatusLine({
  file,
  isBefore,
  trouble,
}: StatusLineFacts & {trouble: string | undefined}): Check {
  return {
    healthy: `the status line notes what the plan has left${isBefore ? ', and shows yours' : ''}`,
    findings: trouble === undefined ? [] : [finding('status-line-broken', {file, reason: trouble})],
  };
}
