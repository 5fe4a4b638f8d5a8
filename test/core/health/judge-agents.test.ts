import {describe, expect, it} from 'vitest';
import {judgeAgents} from '../../../lib/core/health/judge-agents.ts';

describe('judgeAgents', () => {
  it('finds what is missing, edited and shadowed', () => {
    const agent = (state: 'missing' | 'edited' | 'as-installed', shadow?: string) => ({
      agent: 'a',
      file: '/a.md',
      state,
      shadow,
    });
    const check = judgeAgents([
      agent('as-installed'),
      agent('missing'),
      agent('edited'),
      agent('as-installed', '/p/a.md'),
    ]);
    expect(check.findings.map(({code}) => code)).toEqual([
      'agent-missing',
      'agent-edited',
      'agent-shadowed',
    ]);
  });
});
