import { characterEntities } from 'character-entities';
import { expect, test } from 'vitest';
import { readEntity, unescapeText, unpackEntities } from './entities';
import { ENTITY_TABLE } from './entity-table';

test('every named character of HTML is known, and no other', () => {
  expect(Object.fromEntries(unpackEntities(ENTITY_TABLE))).toEqual(characterEntities);
});

test.each([
  ['&amp;', '&'],
  ['&ngE;', '≧̸'],
  ['&#35;', '#'],
  ['&#x1F600;', '😀'],
  ['&#0;', '\uFFFD'],
  ['&#xD800;', '\uFFFD'],
  ['&#x110000;', '\uFFFD'],
])('%s is %s', (source, value) => {
  expect(readEntity(source, 0)).toEqual({ value, end: source.length });
});

test.each(['&amp', '&nope;', '&#12345678;', '&#x;', '&;', '& amp;'])('%s is text', (source) => {
  expect(readEntity(source, 0)).toBeNull();
});

test('escapes and entities are replaced together, each once', () => {
  expect(unescapeText('\\&amp; &amp;lt; \\a \\\\')).toBe('&amp; &lt; \\a \\');
});
