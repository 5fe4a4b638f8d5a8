import fc from 'fast-check';
import {expect, test} from 'vitest';
import {evidenceSchema} from '../../lib/core/metrics/evidence-schema.ts';
import {anyJson} from '../core/near-valid.ts';
import {makeWorld, risky, small} from './make-world.ts';

const canary = 'canary-in-the-prompt';

test('law: every event that the hooks write is accepted, and holds no word of the prompt', () => {
  const anyStep = fc.oneof(
    fc.record({
      step: fc.constant('prompt' as const),
      text: fc.constantFrom(small, risky, `${small} ~opus`, '/tier haiku', '/tier auto', 'yes'),
      id: fc.nat(3),
    }),
    fc.record({
      step: fc.constant('tool' as const),
      name: fc.constantFrom('Agent', 'Task', 'Bash', 'Read'),
      input: anyJson(),
      id: fc.nat(3),
    }),
    fc.record({step: fc.constant('result' as const), response: anyJson(), id: fc.nat(3)}),
    fc.record({
      step: fc.constant('end' as const),
      event: fc.constantFrom('Stop' as const, 'SubagentStop' as const),
      agent: fc.constantFrom(undefined, '', 'tierwise-haiku'),
      id: fc.nat(3),
    }),
  );
  fc.assert(
    fc.property(
      fc.array(anyStep, {maxLength: 8}),
      fc.constantFrom('advise', 'enforce', 'strict'),
      fc.constantFrom('', 'observe', 'orchestration'),
      (steps, TIERWISE_ENFORCE, TIERWISE_MODE) => {
        const world = makeWorld({TIERWISE_ENFORCE, TIERWISE_MODE});
        for (const each of steps) {
          const prompt_id = `p${each.id}`;
          if (each.step === 'prompt') {
            const said = each.text.startsWith('/') ? each.text : `${canary} ${each.text}`;
            world.prompt(said, {prompt_id});
          } else if (each.step === 'tool') {
            world.tool(each.name, {prompt: canary, x: each.input}, {prompt_id});
          } else if (each.step === 'result') {
            world.result(each.response, {prompt_id});
          } else {
            world.ends({
              hook_event_name: each.event,
              session_id: 's1',
              prompt_id,
              ...(each.agent === undefined ? {} : {agent_type: each.agent, agent_id: 'a1'}),
            } as Parameters<typeof world.ends>[0]);
          }
        }
        for (const event of world.evidence()) {
          expect(evidenceSchema.safeParse(event).error).toBeUndefined();
          expect(JSON.stringify(event)).not.toContain(canary);
        }
      },
    ),
    {numRuns: 60},
  );
});
