import { expect, test } from 'vitest';
import type { Model } from '@/lib/chat/provider-info';
import { modelGroups } from './model-groups';
import { providerInfo } from '../testing';

const modelsOf = (count: number): Model[] =>
  Array.from({ length: count }, (_, at) => ({
    id: `vendor/m${at}`,
    name: `Model ${at}`,
    output: 'text',
  }));

const providers = [
  providerInfo({ id: 'small', name: 'Small', models: modelsOf(2) }),
  providerInfo({ id: 'large', name: 'Large', models: modelsOf(300) }),
  providerInfo({ id: 'off', name: 'Off', isOn: false }),
];

const counts = (query: string) =>
  modelGroups(providers, { query, chosen: null }).map(({ provider, models, hiddenCount }) => [
    provider.id,
    models.length,
    hiddenCount,
  ]);

test('a list of hundreds is drawn in part, and says how many there are more', () => {
  expect(counts('')).toEqual([
    ['small', 2, 0],
    ['large', 50, 250],
  ]);
});

test('words of the model, its id and its provider find it, in any case and order', () => {
  expect(counts('LARGE 299')).toEqual([['large', 1, 0]]);
  expect(counts('vendor/m1 small')).toEqual([['small', 1, 0]]);
  expect(counts('no such model')).toEqual([]);
});

test('the chosen model is always drawn', () => {
  const chosen = { providerId: 'large', modelId: 'vendor/m250' };
  const [, large] = modelGroups(providers, { query: '', chosen });
  expect(large?.models.at(-1)?.id).toBe('vendor/m250');
  expect(large?.hiddenCount).toBe(249);
});

test('a provider without models stays in the list, where it can be asked for them', () => {
  const empty = [providerInfo({ id: 'empty', models: [] })];
  expect(modelGroups(empty, { query: '', chosen: null })).toHaveLength(1);
  expect(modelGroups(empty, { query: 'x', chosen: null })).toEqual([]);
});
