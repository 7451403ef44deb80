import { expect, test } from 'vitest';
import { parseFromFrame, parsePlaced } from './card-channel';

test.each([
  { type: 'shown' },
  { type: 'resize', height: 240 },
  { type: 'move', x: -4, y: 12.5 },
  { type: 'replace', text: 'New words.' },
  { type: 'close' },
])('a frame says %j', (message) => {
  expect(parseFromFrame({ ...message, more: 'of no meaning' })).toEqual(message);
});

test.each([
  null,
  'close',
  {},
  { type: 'open' },
  { type: 'resize', height: Number.NaN },
  { type: 'resize', height: '240' },
  { type: 'move', x: 4 },
  { type: 'replace', text: { toString: 'no' } },
])('%j is not understood', (data) => {
  expect(parseFromFrame(data)).toBeNull();
});

test('a frame is brought its channel by one message alone', () => {
  const placed = { type: 'sidelight-card', canReplace: true };
  expect(parsePlaced(placed)).toEqual(placed);
  for (const data of [null, 'sidelight-card', {}, { type: 'other' }, { type: placed.type }]) {
    expect(parsePlaced(data)).toBeNull();
  }
});
