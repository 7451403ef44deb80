import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const tokens = readFileSync(new URL('tokens.css', import.meta.url), 'utf8');

type Theme = 'light' | 'dark';

const CODE_COLORS = [...tokens.matchAll(/--code-[a-z]+(?=:)/g)].map(([name]) => name);

test.each(CODE_COLORS)('%s can be read on code, in both themes', (name) => {
  for (const theme of ['light', 'dark'] as const) {
    expect(contrast(name, '--color-surface-sunken', theme), theme).toBeGreaterThanOrEqual(4.5);
  }
});

test('each kind of code has a colour', () => {
  expect(CODE_COLORS).toHaveLength(11);
});

/** As WCAG 2 defines it. */
function contrast(one: string, other: string, theme: Theme): number {
  const [lighter = 0, darker = 0] = [luminance(one, theme), luminance(other, theme)].toSorted(
    (a, b) => b - a,
  );
  return (lighter + 0.05) / (darker + 0.05);
}

function luminance(name: string, theme: Theme): number {
  const [red, green, blue] = linearRgb(oklchOf(name, theme));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

type Triple = readonly [number, number, number];

/** Lightness from 0 to 1, chroma, hue in degrees. */
function oklchOf(name: string, theme: Theme): Triple {
  const color = String.raw`oklch\(([\d.]+)% ([\d.]+) ([\d.]+)\)`;
  const match = new RegExp(`${name}: light-dark\\(${color}, ${color}\\)`).exec(tokens);
  const numbers = (match ?? []).slice(1).map(Number);
  const [lightness, chroma, hue] = theme === 'light' ? numbers : numbers.slice(3);
  if (lightness === undefined || chroma === undefined || hue === undefined) {
    throw new Error(`${name} has no colour`);
  }
  return [lightness / 100, chroma, hue];
}

/** https://www.w3.org/TR/css-color-4/#color-conversion-code, cut off at what sRGB can show. */
function linearRgb([lightness, chroma, hue]: Triple): Triple {
  const a = chroma * Math.cos((hue * Math.PI) / 180);
  const b = chroma * Math.sin((hue * Math.PI) / 180);
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return [
    clamp(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s),
    clamp(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s),
    clamp(-0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s),
  ];
}

function clamp(value: number): number {
  return Math.min(1, Math.max(0, value));
}
