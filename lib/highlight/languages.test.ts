import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Highlighter } from './highlighter';
import type { Language } from './language';
import { LANGUAGE_NAMES, loadLanguage } from './languages';

test('the usual languages are known by the names that models write', async () => {
  const names =
    'javascript js typescript ts jsx tsx json html xml css scss less python py java c c++ cpp c# cs ' +
    'objective-c kotlin scala dart go rust rs ruby php swift shell bash sh powershell sql yaml yml ' +
    'toml ini properties dockerfile makefile diff lua perl r julia haskell clojure elixir erlang ' +
    'ocaml f# groovy nginx protobuf latex cmake graphql markdown JavaScript C++ python:main.py ts{1}';
  for (const name of names.split(' ')) expect(await loadLanguage(name), name).not.toBeNull();
});

test('names that are none are plain text', async () => {
  for (const name of ['', 'text', 'klingon', '__proto__', 'constructor', ':', '{']) {
    expect(await loadLanguage(name), name).toBeNull();
  }
});

const WORDS = String.raw`
  <script> </script> <style> </style> <div a="b"> /> <?php ?> <% %> " ' """ ${'`'} ''' ${'${'} %{ #{ {{ }} [[ ]]
  --[[ $$ \ /* */ (* *) // -- # % =begin =end <<EOF r#" @x ~s constructor __proto__ toString
  hasOwnProperty function class def end 0x1F 1e5 _ ( ) { } = : ; , 😀 ä`
  .trim()
  .split(/\s+/)
  .concat(' ', '\t', '\r', '\u2028', '\u202E', '\0');
const word = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...WORDS) },
  fc.string({ unit: 'binary', maxLength: 5 }).map((text) => text.replaceAll('\n', '')),
);
/** Code of many languages at once, whole or broken. */
const code = fc.array(
  fc.array(word, { maxLength: 12 }).map((words) => `${words.join('')}\n`),
  { maxLength: 12 },
);

/** What opens, goes on over lines, and closes. */
const PAIRS = '" """ /* */ (* *) <!-- --> <script> </script> { } ( ) a 1 ='.split(' ');
const pairs = fc.array(
  fc.array(fc.constantFrom(...PAIRS)).map((words) => `${words.join(' ')}\n`),
  { maxLength: 6 },
);

const languages = new Map<Language, string>();
for (const name of LANGUAGE_NAMES) {
  const language = await loadLanguage(name);
  if (language === null) throw new Error(`No language for ${name}`);
  languages.set(language, languages.get(language) ?? name);
}

describe.each([...languages].map(([language, name]) => ({ name, language })))(
  'in $name',
  ({ language }) => {
    test('tokens make up the code again, whatever it is', () => {
      fc.assert(
        fc.property(code, (lines) => {
          const highlighter = new Highlighter(language);
          const texts = lines.map((text) => joined(highlighter.line(text)));
          expect(texts).toEqual(lines);
        }),
        { numRuns: 60 },
      );
    });

    test('a copy goes on as the original does', () => {
      fc.assert(
        fc.property(pairs, pairs, (lines, more) => {
          const highlighter = new Highlighter(language);
          for (const text of lines) highlighter.line(text);
          const copy = highlighter.copy();
          const fromCopy = more.map((text) => copy.line(text));
          expect(more.map((text) => highlighter.line(text))).toEqual(fromCopy);
        }),
        { numRuns: 40 },
      );
    });

    test('a line of one repeated thing takes no mode long', () => {
      for (const piece of [...WORDS, ...'<>[]~^&|!?*+-/.@$q0aA1', 'a(', 'a.b', 'a:', '<a ', 'a=']) {
        const text = `${piece.repeat(990 / piece.length)}\n`;
        const took = Math.min(...[1, 2, 3].map(() => msToRead(language, text)));
        expect(took, piece).toBeLessThan(50);
      }
    });
  },
);

function joined(tokens: readonly { readonly text: string }[]): string {
  return tokens.map(({ text }) => text).join('');
}

function msToRead(language: Language, text: string): number {
  const start = performance.now();
  new Highlighter(language).line(text);
  return performance.now() - start;
}
