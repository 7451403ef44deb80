import { characterEntities } from 'character-entities';
import { expect, test } from 'vitest';
import { knowsEntitiesIn, loadEntities, readEntity, unescapeText } from './entities';
import { ENTITY_TABLE, unpackEntities } from './entity-table';

test('the usual names are known at once, and a text tells when it needs the others', async () => {
  expect(readEntity('&mdash;', 0)).toEqual({ value: '—', end: 7 });
  expect(knowsEntitiesIn('AT&T &amp; &nbsp;&#228; & so on')).toBe(true);
  expect(knowsEntitiesIn('caf&eacute;')).toBe(false);
  await loadEntities();
  expect(knowsEntitiesIn('caf&eacute;')).toBe(true);
  expect(readEntity('&eacute;', 0)).toEqual({ value: 'é', end: 8 });
});

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
