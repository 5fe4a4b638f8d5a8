import {describe, expect, it} from 'vitest';
import {describeSetupNote} from '../../../lib/core/setup/describe-setup-note.ts';
import type {SetupNote} from '../../../lib/core/setup/setup-note.ts';

describe('describeSetupNote', () => {
  const notes: SetupNote[] = [
    {code: 'hooks-disabled', file: 'the file'},
    {code: 'own-file-kept', file: 'the file'},
    {code: 'edited-file-kept', file: 'the file'},
    {code: 'copy-set-aside', file: 'the file'},
    {code: 'manifest-unreadable', file: 'the file'},
    {code: 'paths-of-this-computer', file: 'the file'},
    {code: 'plugin-by-hand', file: 'the file'},
    {code: 'status-line-by-hand', file: 'the file'},
    {code: 'plugin-left', calls: ['claude the file'], reason: 'no answer in time'},
    {code: 'schedule-left', scheduler: 'cron', reason: 'exit code 1', command: 'crontab the file'},
    {code: 'data-folder-left', folder: 'the file'},
  ];

  it.each(notes)('names the place: $code', (note) => {
    const {text, run} = describeSetupNote(note);
    expect(`${text} ${run}`).toContain('the file');
  });
});
