import {expect, it} from 'vitest';
import {briefingVerb} from '../../../lib/cli/verbs/briefing.ts';
import {complianceVerb} from '../../../lib/cli/verbs/compliance.ts';
import {queueVerb} from '../../../lib/cli/verbs/queue.ts';
import {reportVerb} from '../../../lib/cli/verbs/report.ts';
import {stateVerb} from '../../../lib/cli/verbs/state.ts';
import {temporaryFolder} from '../../edge/temporary-folder.ts';
import {call} from '../call.ts';

const verbs = () => [briefingVerb(), complianceVerb(), queueVerb(), reportVerb(), stateVerb()];

it.each([
  'briefing --since',
  'compliance --since',
  'compliance --until',
  'queue clean --before',
  'report --since',
  'report --quality --since',
  'state prune --older-than',
])('%s foo offers the same call', async (line) => {
  const args = [...line.split(' '), 'foo'];
  const {stderr, exitCode} = await call(verbs(), args, {home: temporaryFolder()});
  expect(stderr).toContain(`${args.at(-2)} "foo" is no time`);
  expect(stderr.trimEnd().split('\n').at(-1)).toBe(`  tierwise ${line} 7d`);
  expect(exitCode).toBe(2);
});
