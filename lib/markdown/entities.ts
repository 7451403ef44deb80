import { ENTITY_TABLE } from './entity-table';

const ENTITY = /&(?:#[xX]([0-9a-fA-F]{1,6})|#([0-9]{1,7})|([A-Za-z][A-Za-z0-9]{1,31}));/y;
const ESCAPE_OR_ENTITY =
  /\\([!-/:-@[-`{-~])|&(?:#[xX][0-9a-fA-F]{1,6}|#[0-9]{1,7}|[A-Za-z][A-Za-z0-9]{1,31});/g;
const REPLACEMENT = '\uFFFD';

let names: ReadonlyMap<string, string> | undefined;

/** The characters that the HTML entity `name` stands for. */
export function entityNamed(name: string): string | undefined {
  names ??= unpackEntities(ENTITY_TABLE);
  return names.get(name);
}

/** Reads `&name;`, `&#1;` or `&#x1;` at `start`. */
export function readEntity(text: string, start: number): { value: string; end: number } | null {
  ENTITY.lastIndex = start;
  const match = ENTITY.exec(text);
  if (match === null) return null;
  const [, hexadecimal, decimal, name] = match;
  const value = name === undefined ? fromNumber(hexadecimal, decimal) : entityNamed(name);
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

/**
 * Unpacks pairs of name and code points. Names are sorted, and each begins with how many characters
 * it shares with the one before; numbers are in base 36.
 */
export function unpackEntities(table: string): Map<string, string> {
  const entities = new Map<string, string>();
  let name = '';
  for (const entry of table.split(' ')) {
    const [packedName = '', ...codes] = entry.split(',');
    name = name.slice(0, Number.parseInt(packedName[0] ?? '0', 36)) + packedName.slice(1);
    entities.set(name, String.fromCodePoint(...codes.map((code) => Number.parseInt(code, 36))));
  }
  return entities;
}
