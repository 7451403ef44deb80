import { expect, test } from 'vitest';
import { alternativesTo } from './failover';
import type { Health, Model, ProviderInfo } from './provider-info';

const text: Model = { id: 't', name: 'Text', output: 'text' };
const seeing: Model = { id: 's', name: 'Seeing', output: 'text', takesImages: true };
const image: Model = { id: 'i', name: 'Image', output: 'image' };

function provider(
  id: string,
  models: Model[],
  { isOn = true, health = { type: 'ready' } }: { isOn?: boolean; health?: Health } = {},
): ProviderInfo {
  return {
    id,
    kind: id,
    name: id,
    isOn,
    isEndpoint: false,
    caveat: null,
    site: { name: id, url: `https://${id}.example/` },
    origins: [],
    key: { need: 'none', isSet: false, page: null },
    takesHeaders: false,
    headerNames: [],
    health,
    models,
    shownModels: models,
    listsModels: false,
    options: [],
    settingFields: [],
    settings: {},
  };
}

const providers = [
  provider('failed', [text, image]),
  provider('off', [text], { isOn: false }),
  provider('limited', [text], { health: { type: 'limited', until: null } }),
  provider('no-access', [text], { health: { type: 'needs-access' } }),
  provider('second', [image, text, seeing]),
  provider('third', [text]),
];

const choices = (modelId: string, { hasImages = false } = {}) =>
  alternativesTo({ providerId: 'failed', modelId, hasImages }, providers).map(
    ({ provider: { id }, model }) => `${id}/${model.id}`,
  );

test('who is on and ready could answer, in picker order, and never the one that failed', () => {
  expect(choices('t')).toEqual(['second/t', 'third/t']);
});

test('an image is asked of who makes images, a text of who writes', () => {
  expect(choices('i')).toEqual(['second/i']);
});

test('a prompt with images goes to who takes them', () => {
  expect(choices('t', { hasImages: true })).toEqual(['second/s']);
});

test('a model that no list has any more is taken for one that writes', () => {
  expect(choices('gone')).toEqual(['second/t', 'third/t']);
});
