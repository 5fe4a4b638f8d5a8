import {describe, expect, test} from 'vitest';
import {explainDecision} from '../../lib/app/explain-decision.ts';
import {reportCompliance} from '../../lib/app/report-compliance.ts';
import {reportQuality} from '../../lib/app/report-quality.ts';
import {reportUsage} from '../../lib/app/report-usage.ts';
import {describeCompliance} from '../../lib/cli/describe-compliance.ts';
import {describeQuality} from '../../lib/cli/describe-quality.ts';
import {describeReport} from '../../lib/cli/describe-report.ts';
import {describeTurn} from '../../lib/cli/describe-turn.ts';
import {formatCount, formatMoney} from '../../lib/cli/format-amount.ts';
import {writeReportCsv} from '../../lib/cli/write-report-csv.ts';
import type {Grouping} from '../../lib/core/metrics/summarise-turns.ts';
import {openEvidenceBed} from '../app/evidence-bed.ts';
import {correction, override, trouble} from '../core/metrics/sample-events.ts';
import {usageOf} from '../core/metrics/transcript-lines.ts';

const period = {since: undefined, until: undefined};

/** A bit of everything, with names as long as they come. */
function fullBed() {
  const bed = openEvidenceBed();
  const project = '/home/somebody/projects/an-application-with-a-very-long-name-indeed';
  const uuid = (n: number) => `${n}a${n}a${n}a${n}a-2222-4333-8444-555555555555`;
  bed.turn({
    session: uuid(0),
    prompt: uuid(1),
    change: {project, risk: true},
    main: [{usage: usageOf(98765)}],
    agents: [{type: 'tierwise-haiku', model: 'claude-haiku-4-5-20251001', usage: usageOf(4321)}],
  });
  bed.turn({session: uuid(0), prompt: uuid(2), change: {project}});
  bed.turn({
    session: uuid(0),
    prompt: uuid(3),
    change: {project, tier: 'stay', kind: 'data-or-ops'},
    main: [{model: 'us.anthropic.claude-something-nobody-knows-v1:0'}],
  });
  bed.turn({session: uuid(0), prompt: uuid(4), change: {project}, main: []});
  bed.turn({session: uuid(0), prompt: uuid(5), change: {project, mode: 'observe'}});
  bed.record({...override, session: uuid(0)});
  bed.record({...correction, session: uuid(0), prompt: uuid(1)});
  bed.record(trouble);
  bed.write('{"torn');
  return {...bed, worst: uuid(2)};
}

describe('a terminal of 80 columns is enough', () => {
  test.each(['tier', 'kind', 'project', 'day', 'session'] as Grouping[])(
    'for a report by %s',
    (by) => {
      const {environment} = fullBed();
      const lines = describeReport(reportUsage({environment, period, by})).split('\n');
      expect(lines.filter((line) => line.length > 80)).toEqual([]);
      expect(lines.filter((line) => line !== line.trimEnd())).toEqual([]);
    },
  );

  test('for compliance', () => {
    const {environment, worst} = fullBed();
    const text = describeCompliance(reportCompliance({environment, period}));
    expect(text.split('\n').filter((line) => line.length > 80)).toEqual([]);
    expect(text).toContain('50 % followed');
    expect(text).toContain('coverage 67 %');
    expect(text).toContain(`tierwise why ${worst}`);
  });

  test('for quality', () => {
    const {environment} = fullBed();
    const text = describeQuality(reportQuality({environment, period}));
    expect(text.split('\n').filter((line) => line.length > 80)).toEqual([]);
    expect(text).toMatch(
      /^moved {3}1 corrected of 2 that were answered: few \(95 %: 9 % to 91 %\)/,
    );
    expect(text).toMatch(/^haiku +hooks +2 +2 +1 +few +9 % to 91 %$/m);
    expect(text).toMatch(/^stay +data-or-ops +hooks +1 +0 +few +0-79 %$/m);
    expect(text).toMatch(/^ +1 {2}"no, wrong" or the like$/m);
    expect(text).toContain('no difference can be told');
  });

  test('for one turn', () => {
    const {environment} = fullBed();
    const explanation = explainDecision('1a1a', environment);
    const text = explanation.found === 'turn' ? describeTurn(explanation.turn) : '';
    expect(text.split('\n').filter((line) => line.length > 80)).toEqual([]);
    expect(text).toContain('decided     haiku');
    expect(text).toContain('corrected   by what came next: "no, wrong" or the like');
    expect(text).toContain('tierwise-haiku: claude-haiku-4-5-20251001, 1 request');
    expect(text).toContain('followed    The agent ran on claude-haiku-4-5-20251001, as decided.');
  });
});

test('a report says what it does not hold, and what it assumes', () => {
  const {environment} = fullBed();
  const text = describeReport(reportUsage({environment, period, by: 'tier'}));
  for (const part of [
    '5: 3 moved, 1 stayed, 1 observed',
    '1 turn without a transcript',
    'cost not counted',
    '1 line of evidence cut off',
    'at the prices of their main thread',
    'aside: 1 turn-not-claimed',
    '1 by /tier',
  ]) {
    expect(text).toContain(part);
  }
});

test('a saving that is a loss is shown as one', () => {
  const bed = openEvidenceBed();
  const start = {cache_creation: {ephemeral_1h_input_tokens: 1_000_000}};
  bed.turn({
    prompt: 'p1',
    agents: [{type: 'tierwise-haiku', model: 'claude-haiku-5-5', usage: start}],
  });
  const {environment} = bed;
  expect(describeReport(reportUsage({environment, period, by: 'tier'}))).toContain(
    '-$0.20 to $7.80',
  );
});

describe('nothing yet', () => {
  test('says so, and what to do', () => {
    const {environment} = openEvidenceBed();
    expect(describeReport(reportUsage({environment, period, by: 'tier'}))).toMatch(
      /^No turns yet\.[\s\S]*tierwise status$/,
    );
    expect(describeQuality(reportQuality({environment, period}))).toMatch(
      /^No decisions[\s\S]*tierwise status$/,
    );
    expect(describeCompliance(reportCompliance({environment, period}))).toMatch(
      /^No turns yet[\s\S]*tierwise status$/,
    );
  });

  test('in this period, says that', () => {
    const {environment} = fullBed();
    const later = {since: '2030-01-01T00:00:00.000Z', until: undefined};
    const text = describeReport(reportUsage({environment, period: later, by: 'tier'}));
    expect(text).toBe('No turns in this period. All of them: tierwise report');
  });
});

test('CSV has a head, full numbers, and no cell that a spreadsheet would run', () => {
  const bed = openEvidenceBed();
  bed.turn({prompt: 'p1', change: {project: '=cmd|"x", y'}, main: [{usage: usageOf(1)}]});
  const report = reportUsage({environment: bed.environment, period, by: 'project'});
  const [head, row, ...rest] = writeReportCsv(report).split('\n');
  expect(head?.split(',').slice(0, 5)).toEqual([
    'project',
    'turns',
    'moved',
    'requests',
    'input_tokens',
  ]);
  expect(row).toMatch(/^"'=cmd\|""x"", y",1,1,1,1,10,100,1000,2000,/);
  expect(rest).toEqual([]);
});

test.each([
  [0, '0'],
  [999, '999'],
  [1000, '1.0k'],
  [12_345, '12.3k'],
  [999_499, '999k'],
  [999_999, '1.0M'],
  [123_456_789, '123M'],
  [5_000_000_000, '5.0G'],
])('the count %d is written %s', (number, text) => {
  expect(formatCount(number)).toBe(text);
});

test.each([
  [0, '$0.00'],
  [0.0016, '$0.0016'],
  [0.00001, '$0.00'],
  [12.345, '$12.35'],
  [-3.1, '-$3.10'],
  [-0.000001, '$0.00'],
])('the amount %d is written %s', (usd, text) => {
  expect(formatMoney(usd)).toBe(text);
});
