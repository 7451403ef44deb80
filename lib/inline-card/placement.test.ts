import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cardSize, keepInside, placeBy } from './placement';

const window = { width: 1000, height: 800 };
const card = { width: 400, height: 300 };
const selection = { left: 100, top: 200, right: 600, bottom: 220 };

test('a card stands below the selection, at the beginning of its lines', () => {
  expect(placeBy(selection, card, { window, direction: 'ltr' })).toEqual({ left: 100, top: 228 });
  expect(placeBy(selection, card, { window, direction: 'rtl' })).toEqual({ left: 200, top: 228 });
});

test('it stands above where there is more room', () => {
  const low = { ...selection, top: 700, bottom: 720 };
  expect(placeBy(low, card, { window, direction: 'ltr' })).toEqual({ left: 100, top: 392 });
});

test('a narrow window has a narrow card', () => {
  expect(cardSize({ width: 320, height: 500 }, 2000)).toEqual({ width: 304, height: 480 });
  expect(cardSize({ width: 320, height: 300 }, 2000)).toEqual({ width: 304, height: 284 });
  expect(cardSize(window, 10)).toEqual({ width: 420, height: 120 });
});

test('wherever the selection is, or the card is dragged to, all of it stays in the window', () => {
  const number = fc.integer({ min: -5000, max: 5000 });
  fc.assert(
    fc.property(number, number, number, number, fc.nat(2000), (x, y, dx, dy, height) => {
      const size = cardSize(window, height);
      const around = { left: x, top: y, right: x + 50, bottom: y + 20 };
      const placed = placeBy(around, size, { window, direction: 'ltr' });
      const moved = keepInside({ left: placed.left + dx, top: placed.top + dy }, size, window);
      for (const { left, top } of [placed, moved]) {
        expect(left).toBeGreaterThanOrEqual(0);
        expect(top).toBeGreaterThanOrEqual(0);
        expect(left + size.width).toBeLessThanOrEqual(window.width);
        expect(top + size.height).toBeLessThanOrEqual(window.height);
      }
    }),
  );
});
