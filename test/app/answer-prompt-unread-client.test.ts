import {join} from 'node:path';
import {describe, expect, it, vi} from 'vitest';
import {put} from '../edge/temporary-folder.ts';
import {agentNamed, makeWorld, small} from './make-world.ts';

/** A system without /proc, as macOS is. */
vi.mock('../../lib/edge/client-process.ts', () => ({readClientProcess: () => undefined}));

const print = {CLAUDE_CODE_ENTRYPOINT: 'sdk-cli', CLAUDE_CODE_SESSION_ATTENDED: '0'};

describe('a client whose command line cannot be read', () => {
  it('is routed as ever in the terminal', () => {
    expect(agentNamed(makeWorld().prompt(small))).toBe('tierwise-haiku');
  });

  it('of claude -p stays: its --model may be haiku, whatever variables and settings say', () => {
    const world = makeWorld(print);
    world.start();
    expect(world.prompt(small)).toBeUndefined();
    expect(world.evidence()).toMatchObject([{tier: 'stay', base: null, base_model: null}]);
    expect(world.evidence()[0]?.reasons).toContain("the client's --model cannot be read here");
  });

  it('of claude -p follows a wish for haiku', () => {
    const world = makeWorld({...print, TIERWISE_TIER: 'haiku'});
    expect(agentNamed(world.prompt(small))).toBe('tierwise-haiku');
  });

  it('of claude -p is routed once it has answered', () => {
    const world = makeWorld(print);
    world.start();
    const answered = {type: 'assistant', timestamp: '2999', message: {model: 'claude-opus-5-5'}};
    const transcript_path = put(join(world.home, 's1.jsonl'), JSON.stringify(answered));
    expect(agentNamed(world.prompt(small, {transcript_path}))).toBe('tierwise-haiku');
  });

  it('is handed nothing off: it may wait for JSON', () => {
    const world = makeWorld({...print, BATCH_MODE: '1'});
    world.prompt(small);
    expect(world.evidence()).toMatchObject([
      {
        mode: 'directive',
        mode_because: 'BATCH_MODE, but nobody can tell whether the client waits for JSON',
      },
    ]);
  });
});
