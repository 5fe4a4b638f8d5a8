import {readdirSync, readFileSync} from 'node:fs';
import {basename, join} from 'node:path';
import {listFeatures} from '../../lib/core/routing/list-features.ts';
import {readPrompt} from '../../lib/core/routing/read-prompt.ts';
import {rules} from '../../lib/core/routing/rules.ts';

/** What the model tells apart: work for haiku, for sonnet, what the conversation explains, work for opus. */
export type Label = 'small' | 'large' | 'session' | 'hard';

export interface Example {
  text: string;
  /** The folder or the file that it comes from. */
  source: string;
  /** Whose prompt it is; for the project's own, the folder again. */
  person: string;
  /** Whether the project wrote it. */
  isOwn: boolean;
  tier: string;
  label: Label;
  kind: string;
  isRisky: boolean;
  features: readonly string[];
}

/** Reads folders of labelled .txt files, and panels of JSON lines. */
export function readExamples(places: readonly string[]): Example[] {
  return places.flatMap((place) =>
    place.endsWith('.jsonl') ? readPanel(place) : readFolder(place),
  );
}

/** An example with its features read from its text. */
function makeExample(
  text: string,
  {
    tier,
    kind,
    source,
    person,
    isOwn,
    isRisky,
  }: Pick<Example, 'tier' | 'kind' | 'source' | 'person' | 'isOwn' | 'isRisky'>,
): Example {
  const reading = readPrompt(text);
  const rule = rules.find((each) => each.applies(reading));
  const features = [...listFeatures(reading, rule)];
  return {text, source, person, isOwn, tier, kind, isRisky, label: labelOf(tier), features};
}

interface PanelRow {
  text: string;
  tier: string;
  kind: string;
  person: string;
  risk: boolean;
}

function readPanel(file: string): Example[] {
  const source = basename(file);
  return readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as PanelRow)
    .filter(({tier}) => tier !== 'split')
    .map(({text, risk, ...row}) =>
      makeExample(text, {...row, source, isOwn: false, isRisky: risk}),
    );
}

/** `# tier kind` stands before the prompts that it labels, one a line; `\n` in one is a line break. */
function readFolder(folder: string): Example[] {
  const seen = new Set<string>();
  const source = basename(folder);
  return readdirSync(folder)
    .filter((file) => file.endsWith('.txt'))
    .sort()
    .flatMap((file) => {
      let tier = '';
      let kind = '';
      return readFileSync(join(folder, file), 'utf8')
        .split('\n')
        .flatMap((line) => {
          if (line.startsWith('# ')) {
            [tier = '', kind = ''] = line.slice(2).split(' ');
            return [];
          }
          const text = line.replaceAll('\\n', '\n');
          if (text === '' || seen.has(text.toLowerCase())) return [];
          seen.add(text.toLowerCase());
          return [
            makeExample(text, {tier, kind, source, person: source, isOwn: true, isRisky: false}),
          ];
        });
    });
}

function labelOf(tier: string): Label {
  if (tier === 'haiku') return 'small';
  if (tier === 'opus') return 'hard';
  return tier === 'stay' || tier === 'session' ? 'session' : 'large';
}
