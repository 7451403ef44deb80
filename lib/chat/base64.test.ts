import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeBase64, encodeBase64, toBase64 } from './base64';

test('any bytes come back as they were', () => {
  fc.assert(
    fc.property(fc.uint8Array(), (bytes) => {
      expect(encodeBase64(bytes)).toBe(Buffer.from(bytes).toString('base64'));
      expect(decodeBase64(encodeBase64(bytes))).toEqual(bytes);
    }),
  );
});

test('more bytes than a call takes as arguments are written as one text', async () => {
  const bytes = new Uint8Array(1_000_001).map((_, at) => at);
  expect(await toBase64(new Blob([bytes]))).toBe(Buffer.from(bytes).toString('base64'));
});

test('what is no base64 is told apart from no bytes', () => {
  expect(decodeBase64('')).toEqual(new Uint8Array());
  expect(() => decodeBase64('no base64!')).toThrow(DOMException);
});
