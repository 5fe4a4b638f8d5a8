import {expect, it} from 'vitest';
import {hookEntries} from '../../../lib/core/setup/hook-entries.ts';
import {listOwnHooks} from '../../../lib/core/setup/list-own-hooks.ts';
import {planInstall} from '../../../lib/core/setup/plan-settings.ts';

const folder = '/home/dev/.claude/hooks/tierwise';
const entries = hookEntries({nodePath: '/usr/bin/node', folder});

function install(text: string): string {
  const planned = planInstall(text, entries);
  if (!planned.ok || planned.value.after === undefined) {
    throw new Error('not planned');
  }
  return planned.value.after;
}

it('finds what an install registered, in its order', () => {
  const hooks = listOwnHooks(install('{}')) ?? [];
  expect(hooks.map(({event, bundle}) => [event, bundle])).toEqual(
    entries.map(({event, bundle}) => [event, bundle]),
  );
  expect(hooks[0]?.argv).toEqual(['/usr/bin/node', `${folder}/hybrid-selector.cjs`]);
});

it("keeps other people's hooks out, and reads a byte order mark over", () => {
  const theirs = '{"hooks":{"Stop":[{"hooks":[{"type":"command","command":"say done"}]}]}}';
  expect(listOwnHooks(theirs)).toEqual([]);
  expect(listOwnHooks(`\uFEFF${install(theirs)}`)).toHaveLength(entries.length);
});

it('finds a hook that something else starts', () => {
  const handler = {
    type: 'command',
    command: '/usr/bin/env',
    args: ['-u', 'NODE_EXTRA_CA_CERTS', '/usr/bin/node', `${folder}/session-start.cjs`],
  };
  const text = JSON.stringify({hooks: {SessionStart: [{hooks: [handler]}]}});
  expect(listOwnHooks(text)).toEqual([
    {
      event: 'SessionStart',
      bundle: 'session-start',
      argv: ['/usr/bin/env', ...handler.args],
    },
  ]);
});

it.each(['', '{', '[]', '{"a": 1,}', '// x\n{}'])('knows nothing of a broken file: %j', (text) => {
  expect(listOwnHooks(text)).toBeUndefined();
});

it.each(['{}', '{"hooks":[]}', '{"hooks":{"Stop":[3]}}', '{"hooks":{"Stop":[{"hooks":[3]}]}}'])(
  'finds none in %j',
  (text) => {
    expect(listOwnHooks(text)).toEqual([]);
  },
);
