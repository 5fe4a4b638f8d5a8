import {clipText} from '../core/preview/clip-text.ts';
import type {Preview, PreviewedPrompt} from '../core/preview/preview.ts';

/** A row of 80 columns: where, what, the prompt, why. */
export function describePrompt({tier, kind, clip, because, risk}: PreviewedPrompt): string {
  const why = risk ? 'risky' : because;
  return `${tier.padEnd(6)} ${kind.padEnd(13)} ${clipText(clip, 32).padEnd(32)} ${clipText(why, 25)}`.trimEnd();
}

/** What the prompts come to, in two or three lines. */
export function describeTotals(preview: Preview): string[] {
  const {tiers, prompts} = preview;
  const moves = (['haiku', 'sonnet', 'opus'] as const).flatMap((tier) =>
    tiers[tier] === 0 ? [] : [`${tiers[tier]} to ${tier}`],
  );
  const moved = prompts.length - tiers.stay;
  return [
    moved === 0
      ? `Of ${prompts.length} prompts, none would move: all stay on the session's own model.`
      : `Of ${prompts.length} prompts, ${moved} would move (${moves.join(', ')}); ${tiers.stay} stay on the session's model.`,
    ...describeSaving(preview.saving),
  ];
}

function describeSaving(saving: Preview['saving']): string[] {
  const {turns, unknown} = saving;
  if (turns === 0) {
    return unknown === 0
      ? []
      : ['What that saves is not known: no tokens or no prices for these turns.'];
  }
  const {costOfAll, savingAfterHandOver: low, saving: high} = saving;
  return [
    `Saving: ${dollars(low)} to ${dollars(high)} of ${dollars(costOfAll)} (an estimate).`,
    ...(unknown === 0 ? [] : [`Not counted: ${unknown} moved prompts without tokens or prices.`]),
  ];
}

/** What the two figures of the saving take for granted. */
export const savingAssumptions: readonly string[] = [
  'The second figure prices the tokens of those turns, as your transcripts tell',
  "them, at the smaller model. The first also pays the session's own model for",
  'handing the work over and passing the result on. List prices; with a plan you',
  'pay in quota instead.',
];

function dollars(amount: number): string {
  const digits = Math.abs(amount) >= 10 ? 0 : Math.abs(amount) >= 0.1 ? 2 : 4;
  return `${amount < 0 ? '-' : ''}$${Math.abs(amount).toFixed(digits)}`;
}
