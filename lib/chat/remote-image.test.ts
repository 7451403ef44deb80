import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { toImageAddress } from './remote-image';

test.each([
  ['https://images.example/a.png', 'https://images.example/a.png'],
  ['HTTPS://Images.Example:443/a.png#part', 'https://images.example/a.png#part'],
  ['https://bücher.example/ä', 'https://xn--bcher-kva.example/%C3%A4'],
  ['https://cdn_1.images.example/', 'https://cdn_1.images.example/'],
  ['https://images.xn--p1ai/', 'https://images.xn--p1ai/'],
])('%s may be loaded', (address, href) => {
  expect(toImageAddress(address)).toBe(href);
});

describe('nothing is loaded from', () => {
  test.each([
    'http://images.example/a.png',
    'ftp://images.example/a.png',
    'data:image/png;base64,AAAA',
    'blob:https://images.example/1',
    'file:///etc/passwd',
    'chrome://favicon/',
    'javascript:alert(1)',
    '//images.example/a.png',
    'a.png',
    '',
  ])('%j, which is not `https:`', (address) => {
    expect(toImageAddress(address)).toBeNull();
  });

  test.each([
    'localhost',
    'LOCALHOST',
    'localhost.',
    'router',
    'printer.local',
    'printer.local.',
    'metadata.google.internal',
    'wiki.corp',
    'nas.lan',
    'fritz.home.arpa',
    'a.localhost',
    'ｌｏｃａｌｈｏｓｔ',
    'printer。local',
    'site.test',
    'hidden.onion',
  ])('%s, a name of the user’s own network', (host) => {
    expect(toImageAddress(`https://${host}/a.png`)).toBeNull();
  });

  test.each([
    '127.0.0.1',
    '127.1',
    '2130706433',
    '0x7f000001',
    '0x7f.1',
    '0177.0.0.1',
    '①②⑦.⓪.⓪.①',
    '127.0.0.1.',
    '10.0.0.1',
    '172.16.0.1',
    '192.168.0.1',
    '169.254.169.254',
    '100.64.0.1',
    '0.0.0.0',
    '0',
    '8.8.8.8',
    '[::1]',
    '[::ffff:127.0.0.1]',
    '[fe80::1]',
    '[fd00::1]',
    '[2001:4860:4860::8888]',
  ])('%s, an address without a name', (host) => {
    expect(toImageAddress(`https://${host}/a.png`)).toBeNull();
  });

  test.each([
    'https://images.example:8443/',
    'https://images.example:22/',
    'https://user@images.example/',
    'https://user:password@images.example/',
    'https://:password@images.example/',
    `https://images.example/${'a'.repeat(9000)}`,
  ])('%s', (address) => {
    expect(toImageAddress(address)).toBeNull();
  });

  test('a number in any notation', () => {
    const part = fc.nat(255);
    const notation = fc.constantFrom(
      (byte: number) => String(byte),
      (byte: number) => `0x${byte.toString(16)}`,
      (byte: number) => `0${byte.toString(8)}`,
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(part, notation), { minLength: 1, maxLength: 4 }), (parts) => {
        const host = parts.map(([byte, write]) => write(byte)).join('.');
        expect(toImageAddress(`https://${host}/`)).toBeNull();
      }),
    );
  });
});
