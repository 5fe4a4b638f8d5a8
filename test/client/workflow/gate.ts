import type {Answer} from '../stub/script.ts';
import {say} from '../stub/scripts/say.ts';

/** An answer that is given once somebody opens the gate. */
export function makeGate(text: string) {
  let open: (answer: Answer) => void = () => undefined;
  const answer = new Promise<Answer>((resolve) => {
    open = resolve;
  });
  return {answer: {kind: 'later', answer} as const, open: () => open(say(text))};
}
