import {describe, expect, it} from 'vitest';
import {
  isNews,
  writeBriefing,
  writeMarkdownBriefing,
  writeShortBriefing,
} from '../../../lib/core/night/briefing.ts';
import {judgeJobs} from '../../../lib/core/queue/judge-jobs.ts';
import {endAs, makeStored} from '../queue/make-stored.ts';

const nowMs = Date.parse('2026-11-27T07:00:00Z');
const sinceMs = Date.parse('2026-11-26T12:30:00Z');

function withBranch(branch: string) {
  const {end} = endAs('done', 'done: 2 files, +10 -3');
  return end ? {end: {...end, outcome: {...end.outcome, branch, cost_usd: 0.25}}} : {};
}

const jobs = judgeJobs(
  [
    makeStored(
      {id: 'aa', prompt: 'write tests\nfor the parser', cwd: '/p/my app'},
      {place: 'ended', history: withBranch('tierwise/aa')},
    ),
    makeStored(
      {id: 'bb'},
      {place: 'ended', history: endAs('failed', 'it was not through after 60 s')},
    ),
    makeStored({id: 'cc', after: ['bb']}),
    makeStored({id: 'dd'}),
  ],
  nowMs,
);

describe('a briefing', () => {
  it('says what was done, what failed and why, what to look at and what waits', () => {
    const briefing = writeBriefing(jobs, {sinceMs, weekUsedByNight: 0.123});
    expect(writeMarkdownBriefing(briefing)).toMatchInlineSnapshot(`
      "# While you were away (since 2026-11-26 12:30 UTC)

      ## Done (1)

      - \`aa\` write tests for the parser
        done: 2 files, +10 -3

      ## Failed (1)

      - \`bb\` do bb
        it was not through after 60 s

      Once more: \`tierwise queue retry <job>\`

      ## To look at

      - \`tierwise/aa\`
        \`git -C '/p/my app' log -p HEAD..tierwise/aa\`

      ## Waiting for you

      - \`cc\` do cc
        bb failed: it was not through after 60 s

      Still in the queue: 1. Spent: $0.25. Of the week's quota: 12 %."
    `);
    expect(writeShortBriefing(briefing)).toBe(
      'tierwise worked while you were away: 1 done, 1 failed, 1 branch to look at, 1 held. All of it: tierwise briefing',
    );
    expect(isNews(briefing)).toBe(true);
  });

  it('is no news when nothing has ended since', () => {
    const later = writeBriefing(jobs, {sinceMs: nowMs, weekUsedByNight: null});
    expect(isNews(later)).toBe(false);
    expect(writeMarkdownBriefing(later)).not.toContain('## Done');
  });
});
