/**
 * Learns the weights of lib/core/routing/weights.ts from judged prompts that are named here:
 * `npx tsx build/train-routing.ts <folder of .txt ...> [panel.jsonl ...] [--folds 5] [--watch p01,p02] [--hold p01,p02] [--write]`.
 * With --folds it prints what persons that were held out get, those of --watch once more by themselves; --hold leaves
 * persons out; with --write it writes the weights.
 */
import {writeFileSync} from 'node:fs';
import {packWeights} from './training/pack-weights.ts';
import {readExamples} from './training/read-examples.ts';
import {scoreExamples} from './training/score-examples.ts';
import {predict, trainModel} from './training/train-model.ts';

const words = process.argv.slice(2);
const firstFlag = words.findIndex((each) => each.startsWith('--'));
const places = firstFlag < 0 ? words : words.slice(0, firstFlag);
if (places.length === 0) {
  console.error(
    'usage: npx tsx build/train-routing.ts <folder of .txt ...> [panel.jsonl ...] [--folds 5] [--watch p01,p02] [--hold p01,p02] [--write]',
  );
  process.exit(2);
}
const held = new Set(readFlag('--hold')?.split(','));
const examples = readExamples(places).filter(({person}) => !held.has(person));
const own = examples.filter(({isOwn}) => isOwn);
const panel = examples.filter(({isOwn}) => !isOwn);
console.log(`${own.length} prompts of our own, ${panel.length} of a panel`);

const folds = Number(readFlag('--folds') ?? 0);
if (folds > 1) printFolds(folds);
if (words.includes('--write')) {
  const model = trainModel(examples);
  const file = 'lib/core/routing/weights.ts';
  writeFileSync(file, packWeights(model));
  console.log(`${file}: ${model.features.size} features`);
}

/** Every person is judged by weights that never saw a prompt of theirs; each panel has its own scores. */
function printFolds(count: number): void {
  const persons = [...new Set(panel.map(({person}) => person))].sort();
  const judged = Array.from({length: count}, (_, fold) => {
    const out = new Set(persons.filter((_each, at) => at % count === fold));
    const model = trainModel([...own, ...panel.filter(({person}) => !out.has(person))]);
    return panel
      .filter(({person}) => out.has(person))
      .map((example) => ({example, chances: predict(model, example.features)}));
  }).flat();
  const watched = new Set(readFlag('--watch')?.split(','));
  for (const bias of ['quality', 'balanced', 'saver'] as const) {
    for (const source of new Set(panel.map((example) => example.source))) {
      const of = judged.filter(({example}) => example.source === source);
      console.log(bias, source, scoreExamples(of, bias));
    }
    if (watched.size > 0) {
      const of = judged.filter(({example}) => watched.has(example.person));
      console.log(`  ${watched.size} of the persons`, scoreExamples(of, bias));
    }
  }
}

function readFlag(flag: string): string | undefined {
  const at = words.indexOf(flag);
  return at < 0 ? undefined : words[at + 1];
}
