/** What a piece of code is, as far as it has a colour of its own. */
export type TokenKind =
  | 'comment'
  | 'keyword'
  | 'string'
  | 'constant'
  | 'type'
  | 'definition'
  | 'property'
  | 'meta'
  | 'inserted'
  | 'deleted'
  | 'heading';

/** The words that CodeMirror's modes make their styles of: `string.special`, `tag bracket`. */
const WORDS: readonly (readonly [TokenKind, string])[] = [
  ['comment', 'comment lineComment blockComment docComment'],
  ['keyword', 'keyword controlKeyword moduleKeyword definitionKeyword modifier self tag tagName'],
  ['string', 'string string-2 character regexp escape quote link url'],
  ['constant', 'number integer float atom bool null unit constant'],
  ['type', 'type typeName className builtin standard namespace'],
  ['definition', 'def definition function macroName extend keyframes'],
  ['property', 'property propertyName attribute attributeName qualifier'],
  ['meta', 'meta processingInstruction annotation labelName documentMeta'],
  ['inserted', 'inserted positive'],
  ['deleted', 'deleted negative'],
  ['heading', 'heading header'],
];

const KIND_OF_WORD: ReadonlyMap<string, TokenKind> = new Map(
  WORDS.flatMap(([kind, words]) => words.split(' ').map((word) => [word, kind] as const)),
);

/** The kind of a token with this style. The last word that says something counts. */
export function kindOf(style: unknown): TokenKind | null {
  if (typeof style !== 'string') return null; // a mode in plain JavaScript may return anything
  let kind = KIND_OF_WORD.get(style) ?? null; // most are one word
  if (kind !== null) return kind;
  for (const word of style.split(/[\s.]/)) kind = KIND_OF_WORD.get(word) ?? kind;
  return kind;
}
