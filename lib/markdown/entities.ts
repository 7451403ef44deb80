const ENTITY = /&(?:#[xX]([0-9a-fA-F]{1,6})|#([0-9]{1,7})|([A-Za-z][A-Za-z0-9]{1,31}));/y;
const ESCAPE_OR_ENTITY =
  /\\([!-/:-@[-`{-~])|&(?:#[xX][0-9a-fA-F]{1,6}|#[0-9]{1,7}|[A-Za-z][A-Za-z0-9]{1,31});/g;
const REPLACEMENT = '\uFFFD';

/** The names that nearly every text does with; the others are fetched for the first text that has one. */
const USUAL_NAMES: ReadonlyMap<string, string> = new Map([
  ['amp', '&'],
  ['apos', "'"],
  ['copy', '©'],
  ['gt', '>'],
  ['hellip', '…'],
  ['lt', '<'],
  ['mdash', '—'],
  ['nbsp', '\u00A0'],
  ['ndash', '–'],
  ['quot', '"'],
]);
const NAMED_ENTITY = /&([A-Za-z][A-Za-z0-9]{1,31});/g;
/** Of an entity's source, in UTF-16 code units. */
export const MAX_ENTITY_LENGTH = 34;

let names = USUAL_NAMES;
let loading: Promise<void> | null = null;

/** Fetches the names of all entities of HTML; until then those of `USUAL_NAMES` are known. */
export function loadEntities(): Promise<void> {
  loading ??= import('./entity-table').then(({ unpackEntities, ENTITY_TABLE }) => {
    names = unpackEntities(ENTITY_TABLE);
  });
  return loading;
}

/** Whether each entity in `text` can be told now from what only looks like one. */
export function knowsEntitiesIn(text: string): boolean {
  if (names !== USUAL_NAMES || !text.includes('&')) return true;
  return [...text.matchAll(NAMED_ENTITY)].every(([, name = '']) => USUAL_NAMES.has(name));
}

/** Reads `&name;`, `&#1;` or `&#x1;` at `start`. */
export function readEntity(text: string, start: number): { value: string; end: number } | null {
  ENTITY.lastIndex = start;
  const match = ENTITY.exec(text);
  if (match === null) return null;
  const [, hexadecimal, decimal, name] = match;
  const value = name === undefined ? fromNumber(hexadecimal, decimal) : names.get(name);
  return value === undefined ? null : { value, end: ENTITY.lastIndex };
}

function fromNumber(hexadecimal: string | undefined, decimal: string | undefined): string {
  const code = hexadecimal === undefined ? Number(decimal) : Number.parseInt(hexadecimal, 16);
  const isCharacter = code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff);
  return isCharacter ? String.fromCodePoint(code) : REPLACEMENT;
}

/** `text` with backslash escapes and entities replaced, as in destinations, titles and info strings. */
export function unescapeText(text: string): string {
  if (!text.includes('\\') && !text.includes('&')) return text;
  return text.replaceAll(
    ESCAPE_OR_ENTITY,
    (source, escaped: string | undefined) => escaped ?? readEntity(source, 0)?.value ?? source,
  );
}
