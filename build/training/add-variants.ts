import {type Example, makeExample} from './read-examples.ts';

const acks =
  'ok|okay|ok cool|great|nice|nice work|perfect|thanks|thank you|cool|awesome|sweet|alright|good|looks good|that works|it works|yeah|yes|hmm|excellent|got it|i see|sounds good|that looks better|much better|sorry|hey|hi|hey claude|so|now|next|also|and|one more thing|btw|quick question|ok now|ok so|great now|first|actually|wait|very good|love it|well done|it looks really nice|it is working now'.split(
    '|',
  );
const links = ['. ', ', ', ' ', '! ', ' - '];
const tails =
  ' please| thanks| please.| pls|. thanks!| for me| if possible| now| for now|?|.|!| and let me know| and tell me when it is done|. let me know if you have questions|. dont change anything else| as well| too| really quickly please| instead'.split(
    '|',
  );
const fronts =
  'can you |could you |please |can you please |i want you to |i need you to |lets |now |ok now |we should |i would like you to |can we |could you please |you should |go and |just |id like to |would you |help me |we need to |i want to |try to '.split(
    '|',
  );

/** Adds what people put around and between their wishes: thanks, politeness, slips, a second wish. */
export function addVariants(own: readonly Example[]): Example[] {
  const random = makeRandom(3);
  const pick = <Item>(from: readonly Item[]): Item =>
    from[Math.floor(random() * from.length)] as Item;
  const plain = own.filter(({text}) => /^[\n -~]+$/.test(text));
  const wishes = plain.filter(({label, kind}) => label !== 'session' && kind !== 'chat');
  const large = wishes.filter(({tier}) => tier === 'sonnet');
  const small = wishes.filter(({label}) => label === 'small');
  const talk = plain.filter(({label}) => label === 'session');
  const remarks = talk.filter(({text}) => text.split(' ').length > 3 && !text.includes('['));
  const added: Example[] = [];
  const add = (text: string, like: Example) => {
    const slipped = random() < 0.15 ? makeSlip(text, random) : text;
    added.push(makeExample(slipped, like));
  };
  for (const example of plain) {
    const chance = random();
    const {text} = example;
    if (chance < 0.35 && wishes.includes(example) && /^[a-z]+ /.test(text) && !isAsked(text)) {
      add(pick(fronts) + text, example);
    } else if (chance < 0.7) add(pick(acks) + pick(links) + text, example);
    else if (chance < 0.9) add(cut(text) + pick(tails), example);
  }
  for (let count = 0; count < 900; count++) {
    const wish = random() < 0.5 ? pick(small) : pick(large);
    add(cut(pick(remarks).text) + pick(['. ', ', ', '\n']) + wish.text, wish);
    const first = pick(talk);
    add(cut(first.text) + pick(['. ', ', ', '\n']) + pick(talk).text, first);
    const main = pick(large);
    const both = [main.text, (random() < 0.6 ? pick(large) : pick(small)).text];
    if (random() < 0.5) both.reverse();
    add(both.map(cut).join(pick(['. ', ' and ', '. then ', '\n'])), main);
    const one = pick(small);
    if (count % 2 === 0) add(cut(one.text) + pick(['. ', ' and ']) + pick(small).text, one);
  }
  return [...own, ...added];
}

function isAsked(text: string): boolean {
  return /^(?:what|how|why|where|when|who|which|is|are|do|does|can|could|should|would|the|my|there|i|when|we)\b/.test(
    text,
  );
}

function cut(text: string): string {
  return text.replace(/[.?! ]+$/, '');
}

function makeSlip(text: string, random: () => number): string {
  const words = [...text.matchAll(/[a-z]{4,}/g)];
  const word = words[Math.floor(random() * words.length)];
  if (word === undefined) return text;
  const at = word.index + 1 + Math.floor(random() * (word[0].length - 2));
  const swapped = `${text[at + 1]}${text[at]}`;
  return `${text.slice(0, at)}${random() < 0.5 ? swapped : text[at + 1]}${text.slice(at + 2)}`;
}

function makeRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}
