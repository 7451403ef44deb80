import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readImageFormat } from './image-format';

const text = (characters: string) => [...characters].map((each) => each.codePointAt(0) ?? 0);
const zeros = (length: number) => Array.from({ length }, () => 0);
const bytes = (...parts: readonly (readonly number[])[]) => Uint8Array.from(parts.flat());

const PNG = [...text('\u0089PNG\r\n\u001A\n'), 0, 0, 0, 13, ...text('IHDR')];

test.each([
  ['image/png', bytes(PNG, [0, 0, 2, 0, 0, 0, 1, 0]), [512, 256]],
  ['image/gif', bytes(text('GIF89a'), [0x10, 0, 0x20, 0]), [16, 32]],
  ['image/gif', bytes(text('GIF87a'), [0x10, 0, 0x20, 0]), [16, 32]],
  [
    'image/jpeg',
    bytes([0xff, 0xd8, 0xff, 0xe0, 0, 4, 1, 1], [0xff, 0xc2, 0, 17, 8, 0, 9, 0, 7]),
    [7, 9],
  ],
  ['image/webp', bytes(text('RIFF'), zeros(4), text('WEBPVP8 '), zeros(10), [3, 0, 5, 0]), [3, 5]],
  [
    'image/webp', // one less than the size is stored, 14 bits each
    bytes(text('RIFF'), zeros(4), text('WEBPVP8L'), zeros(4), [0x2f, 2, 0, 1, 0], zeros(5)),
    [3, 5],
  ],
  [
    'image/webp',
    bytes(text('RIFF'), zeros(4), text('WEBPVP8X'), zeros(8), [9, 0, 0, 4, 0, 0]),
    [10, 5],
  ],
  [
    'image/avif',
    bytes(zeros(4), text('ftypavif'), zeros(20), text('ispe'), zeros(4), [0, 0, 0, 6, 0, 0, 0, 7]),
    [6, 7],
  ],
] as const)('%s is told by its own bytes, with its size', (type, file, [width, height]) => {
  expect(readImageFormat(file)).toEqual({ type, size: { width, height } });
});

test.each([
  ['SVG', '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'],
  ['SVG after a declaration', '<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>'],
  ['a web page', '<!doctype html><title>Sign in</title>'],
  ['a bitmap', 'BM\u0000\u0000\u0000\u0000'],
  ['an icon', '\u0000\u0000\u0001\u0000\u0001\u0000'],
  ['a PDF', '%PDF-1.7'],
  ['a video', '\u0000\u0000\u0000\u0018ftypmp42'],
  ['a sound', 'RIFF\u0000\u0000\u0000\u0000WAVE'],
  ['nothing', ''],
])('%s is no image', (_, content) => {
  expect(readImageFormat(bytes(text(content)))).toBeNull();
});

test('a size that the header does not tell is not known', () => {
  expect(readImageFormat(bytes(PNG))).toEqual({ type: 'image/png', size: null });
  expect(readImageFormat(bytes([0xff, 0xd8, 0xff]))).toEqual({ type: 'image/jpeg', size: null });
});

test('no bytes make the reader fail', () => {
  const beginnings = fc.constantFrom(
    PNG,
    [0xff, 0xd8, 0xff],
    text('GIF89a'),
    text('RIFF\u0000\u0000\u0000\u0000WEBPVP8'),
    [...zeros(4), ...text('ftypavif'), ...text('ispe')],
    [],
  );
  fc.assert(
    fc.property(beginnings, fc.uint8Array({ maxLength: 80 }), (beginning, rest) => {
      readImageFormat(bytes(beginning, [...rest]));
    }),
    { numRuns: 2000 },
  );
});
