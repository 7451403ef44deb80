import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { CHROME_BUILD } from '@/scripts/setup/build';
import { expect, test } from './extension';

const ASSETS = path.join(CHROME_BUILD, 'assets');

test('the browser understands what the style sheets say', async ({ panel }) => {
  const said = readdirSync(ASSETS)
    .filter((file) => file.endsWith('.css'))
    .flatMap((file) => declarationsIn(readFileSync(path.join(ASSETS, file), 'utf8')));
  expect(said.length).toBeGreaterThan(1000);
  const unknown = await panel.evaluate(
    (all) => all.filter(({ property, values }) => !values.some((v) => CSS.supports(property, v))),
    said,
  );
  expect(unknown).toEqual([]);
});

interface Declaration {
  readonly property: string;
  /** Of which each browser takes the last that it knows. */
  readonly values: readonly string[];
}

function declarationsIn(css: string): Declaration[] {
  return [...css.matchAll(/\{(?<rule>[^{}]*)\}/g)].flatMap(({ groups: { rule = '' } = {} }) => {
    const said = new Map<string, string[]>();
    for (const [, property = '', value = ''] of rule.matchAll(/([\w-]+)\s*:([^;]+)/g)) {
      said.set(property, [...(said.get(property) ?? []), value.replace('!important', '')]);
    }
    return [...said]
      .filter(([property]) => !property.startsWith('-moz-'))
      .map(([property, values]) => ({ property, values }));
  });
}
