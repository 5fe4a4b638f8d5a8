import type {Correction} from '../core/feedback/correction.ts';

const meanings: Readonly<Record<Correction, string>> = {
  'taken-back': '"undo that", or a rewind',
  wrong: '"no, wrong" or the like',
  redo: 'the same again on a larger tier (~opus alone)',
  'still-failing': '"still broken" or the like',
  'larger-tier': 'the same kind of work on a larger tier, or a larger /tier',
  'larger-model': 'a larger /model',
  objection: '"no, ..."; may answer a question',
};

/** What a code of a correction stands for; one of another version stands for itself. */
export function describeCorrection(code: string): string {
  return Object.hasOwn(meanings, code) ? meanings[code as Correction] : code;
}
