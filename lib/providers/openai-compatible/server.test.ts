import { expect, test } from 'vitest';
import { readBaseUrl } from '@/lib/chat/base-url';
import { openaiCompatible } from './index';
import { presets } from './presets';

const connect = (baseUrl: string) => openaiCompatible.connection({ baseUrl });

test.each([
  ['https://api.example.com/v1/', 'https://api.example.com/v1'],
  ['api.example.com/v1/chat/completions', 'https://api.example.com/v1'],
  ['https://api.example.com/openai/v1/models/', 'https://api.example.com/openai/v1'],
  ['localhost:1234', 'http://localhost:1234/v1'],
  ['http://api.example.com/v1', ''],
  ['not an address', ''],
])('the address "%s" is kept as "%s"', (baseUrl, kept) => {
  expect(openaiCompatible.parseSettings({ baseUrl })).toEqual({ baseUrl: kept });
});

test('a server of the user is asked for at its host alone, and may want a key', () => {
  expect(connect('http://192.168.1.20:8080/v1')).toEqual({
    site: { name: '192.168.1.20:8080', url: 'http://192.168.1.20:8080/' },
    origins: ['http://192.168.1.20/*'],
    server: 'http://192.168.1.20:8080',
    headerRules: [],
    key: { need: 'optional', page: null },
  });
});

test('a known service tells where its keys are, whatever the user calls it', () => {
  expect(connect('https://api.openai.com/v1')).toEqual({
    site: { name: 'platform.openai.com', url: 'https://platform.openai.com/api-keys' },
    origins: ['https://api.openai.com/*'],
    server: 'https://api.openai.com',
    headerRules: [],
    key: { need: 'required', page: 'https://platform.openai.com/api-keys' },
  });
});

test('an address that cannot be used leads nowhere', () => {
  expect(connect('http://api.example.com/v1').origins).toEqual([]);
});

test.each(presets)('the preset $name can be used as it is', ({ baseUrl, key, place }) => {
  expect(readBaseUrl(baseUrl)).toEqual({ type: 'usable', url: baseUrl });
  expect(openaiCompatible.parseSettings({ baseUrl })).toEqual({ baseUrl });
  expect(connect(baseUrl).key.need).toBe(key);
  expect(baseUrl.startsWith('http:')).toBe(place === 'this-computer');
});

test('presets have ids of their own', () => {
  expect(new Set(presets.map(({ id }) => id)).size).toBe(presets.length);
});
