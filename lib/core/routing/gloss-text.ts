import {foreignWords} from './foreign-words.ts';

export interface Gloss {
  text: string;
  /** `unknown` when the language is one that the rules cannot judge. */
  language: 'english' | 'known' | 'unknown';
}

type Language = keyof typeof foreignWords;
type Dictionary = ReadonlyMap<string, string>;

/** No accent, no other script: nothing to fold, and no language but one of the Latin ones. */
const beyondPlain = /[\u00c0-\uffff]/;
const eastAsian = /[\u3040-\u30ff\u3400-\u9fff]/;
const kana = /[\u3040-\u30ff]/;
const otherScript = /[\u0370-\u1dff\u2c00-\u2fef\uac00-\ud7af]/g;
const latinWord = /[a-z\u00c0-\u024f]+(?:['\u2019][a-z\u00c0-\u024f]+)?/g;
/** Small words that betray a language. */
const small: Readonly<Record<'english' | 'german' | 'french' | 'spanish' | 'other', string>> = {
  english:
    'the a an is are was be to of and in it its for on with that this i you we my your can cant not dont do does did have has me so as at if but from how what why when where which there they now just get make all or will would should could please lets want need no',
  german:
    'der das den dem ein eine einen und nicht bitte ist mir ich fur mit auf zeige kannst wie im zum alle warum ja nein danke weiter mach fuhre fuhr behebe losche erstelle andere erklare offne also auch aber wir du dann noch oder wenn was sind haben hast soll muss kann schon jetzt mal bei von zu',
  french:
    'le les des du une un et est pas pour dans moi je tu vous ces ce cette avec sur que qui quel fait fais faire oui merci plait la ne lance montre dernier supprime ajoute corrige ouvre explique deploie affiche modifie ecris il y a au aux en par plus mais tout tous nous peux peut dois donc alors aussi comme suis ton mon',
  spanish:
    'el los las una un y es por para con del como favor mi este esta puedes donde sin si gracias la lo en que ejecuta muestra muestrame borra arregla corrige abre explica agrega cambia sigue crea elimina pero todo ya muy mas quiero tienes hay eso esto esos algo ahora hacer haz debe ser cuando',
  other:
    'il che per della di sono nao voce vc uma um isso esse essa os dos das em pra eu meu minha quero preciso fazer faca agora tudo tem mas ja mais pode poderia entao depois het een niet voor naar wat jest nie jak och att inte det som hur ikke hvordan nasil bir ve lutfen favore kudasai desu masu shite suru yang dan untuk tidak ini saya bisa dong nya',
};
/** The share of a text's words that must be such small words: English takes some of them in. */
const least = 0.18;
const dictionaries = new Map<Language, Dictionary>();

/** Puts common German, French, Spanish, Chinese and Japanese instructions into the words of the rules. */
export function glossText(text: string): Gloss {
  const isPlain = !beyondPlain.test(text);
  if (!isPlain) {
    if (eastAsian.test(text)) return glossEastAsian(text);
    const foreign = text.match(otherScript)?.length ?? 0;
    if (foreign * 4 > text.length) return {text, language: 'unknown'};
  }
  const language = guessLanguage(text.slice(0, 1500), isPlain);
  if (language === undefined) return {text, language: 'english'};
  if (language === 'other') return {text, language: 'unknown'};
  const dictionary = readDictionary(language);
  let known = 0;
  let all = 0;
  const glossed = text.replace(latinWord, (word, at: number) => {
    if (text[at - 1] === '§') return word;
    const plain = fold(word).replace(/^[ldjnscmt]['\u2019]/, '');
    const found = dictionary.get(plain) ?? dictionary.get(cutEnding(plain));
    all++;
    if (found !== undefined) known++;
    return found ?? word;
  });
  return {
    text: glossed.replace(/-(?=me\b)| {2,}/g, ' '),
    language: known * 2 >= all ? 'known' : 'unknown',
  };
}

/** The language whose small words a text has most of; undefined for English. */
function guessLanguage(text: string, isPlain: boolean): Language | 'other' | undefined {
  const found = text.match(latinWord) ?? [];
  const words = new Set(isPlain ? found : found.map(fold));
  let best: keyof typeof small = 'english';
  let most = 0;
  for (const name of Object.keys(small) as (keyof typeof small)[]) {
    const hits = small[name].split(' ').filter((word) => words.has(word)).length;
    if (hits > most) {
      most = hits;
      best = name;
    }
  }
  const share = most / Math.max(1, words.size);
  return best === 'english' || share < least ? undefined : best;
}

function glossEastAsian(text: string): Gloss {
  const dictionary = readDictionary('eastAsian');
  const pieces: string[] = [];
  let missed = 0;
  let isRun = false;
  for (let at = 0; at < text.length; ) {
    const hit = matchAt(text, at, dictionary);
    const letter = text[at] as string;
    const isEastAsian = hit !== undefined || eastAsian.test(letter);
    // What stands in Latin letters between is one piece: its words keep their order.
    if (hit !== undefined) pieces.push(dictionary.get(hit) as string);
    else if (isEastAsian) missed++;
    else if (isRun) pieces.push((pieces.pop() as string) + letter);
    else pieces.push(letter);
    isRun = !isEastAsian;
    at += hit?.length ?? 1;
  }
  // Japanese puts the verb last, the rules expect it first.
  if (kana.test(text)) pieces.reverse();
  const out = pieces
    .join(' ')
    .replace(/[\u3002\uff01]/g, '.')
    .replace(/\uff1f/g, '?')
    .replace(/[\u3001\uff0c]/g, ' ')
    .replace(/ {2,}/g, ' ')
    .trim();
  return {text: out, language: missed * 3 <= out.length ? 'known' : 'unknown'};
}

function matchAt(text: string, at: number, dictionary: Dictionary): string | undefined {
  for (let length = 8; length > 0; length--) {
    const part = text.slice(at, at + length);
    if (part.length === length && dictionary.has(part)) return part;
  }
  return undefined;
}

function fold(word: string): string {
  return word
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .replace('ß', 'ss');
}

function cutEnding(word: string): string {
  return word.length < 4 ? word : word.replace(/(?:en|er|ez|ar|ir|es|as|os|e|a|o|s|n|r)$/, '');
}

function readDictionary(language: Language): Dictionary {
  const known = dictionaries.get(language);
  if (known !== undefined) return known;
  const built = new Map(
    foreignWords[language].split(' ').map((entry) => {
      const [word = '', english = ''] = entry.split('=');
      return [word, english.replace(/_/g, ' ')];
    }),
  );
  dictionaries.set(language, built);
  return built;
}
