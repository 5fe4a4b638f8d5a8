import {expect, it} from 'vitest';
import type {NightNotice} from '../../lib/app/night-state.ts';
import {describeNightNotice} from '../../lib/cli/describe-night.ts';
import {makeStored} from '../core/queue/make-stored.ts';

const {job} = makeStored({id: 'a1', prompt: 'rotate the key of the bank'});
const rest = {run: 'r', tier: 'haiku', costUsd: 0, durationMs: 1};
const notices: NightNotice[] = [
  {about: 'interrupted', job: 'a1'},
  {about: 'started', job, tier: 'haiku'},
  {
    ...{about: 'ended', job, isOver: false},
    end: {
      ...{
        ...rest,
        status: 'failed',
        code: 'verify-failed',
        because: 'expected sk-123 to be sk-456',
      },
      ...{isFinal: false, branch: null},
    },
  },
  {
    ...{about: 'ended', job, isOver: true},
    end: {...rest, status: 'done', because: 'keys.ts +1 -0', branch: null, filesChanged: 1},
  },
  {
    ...{about: 'ended', job, isOver: false},
    end: {...rest, status: 'parked', until: null, because: 'you stopped the night'},
  },
];

it('tells a person what a job is and why it ended', () => {
  expect(notices.map((notice) => describeNightNotice(notice, true))).toEqual([
    'a1  was interrupted earlier; it goes on',
    'a1  started  rotate the key of the bank',
    'a1  failed, to be tried again: expected sk-123 to be sk-456',
    'a1  done: keys.ts +1 -0',
    'a1  parked: you stopped the night',
  ]);
});

it('gives a journal or a mail no text of a prompt or of a check', () => {
  expect(notices.map((notice) => describeNightNotice(notice, false))).toEqual([
    'a1  was interrupted earlier; it goes on',
    'a1  started',
    'a1  failed, to be tried again [verify-failed]',
    'a1  done',
    'a1  parked',
  ]);
});
