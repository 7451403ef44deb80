// @vitest-environment happy-dom
import { cleanup, render, screen, waitFor } from '@testing-library/preact';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { speakEnglish } from '@/lib/client/testing';
import { Markdown } from './markdown';

beforeEach(speakEnglish);
afterEach(cleanup);

const MATHML = 'http://www.w3.org/1998/Math/MathML';

/** Draws a reply and waits until none of its formulas waits any more. */
async function draw(text: string): Promise<Element> {
  const { container } = render(<Markdown text={`${text}\n\n$last$`} isStreaming={false} />);
  await waitFor(() => expect(container.querySelector('math[alttext="last"]')).not.toBeNull());
  container.querySelector('p:last-child')?.remove();
  return container;
}

test('a formula is MathML that names its source', async () => {
  const container = await draw('Let $x^2$ be');
  const math = container.querySelector('math');
  expect(math?.namespaceURI).toBe(MATHML);
  expect(math?.querySelector('msup')?.namespaceURI).toBe(MATHML);
  expect(math?.getAttribute('alttext')).toBe('x^2');
  expect(container.textContent).toBe('Let x2 be');
});

test('a formula of its own line is drawn as one', async () => {
  const container = await draw('$$\nx\n$$');
  expect(container.querySelector('math')?.getAttribute('display')).toBe('block');
});

test.each([
  ['not valid', '\\frac{1}{'],
  ['very long', `x${'+x'.repeat(1200)}`],
])('a formula that is %s is shown as its source', async (_, source) => {
  const container = await draw(`Let $${source}$ be`);
  expect(container.querySelector('math')).toBeNull();
  expect(container.textContent).toBe(`Let ${source} be`);
  expect(screen.getByTitle('This formula cannot be drawn, so here is its source.')).toBeTruthy();
});

test.each([
  '\\href{https://evil.example}{x}',
  '\\href{javascript:alert(1)}{x}',
  '\\url{https://evil.example}',
  '\\includegraphics{https://evil.example/a.png}',
  '\\class{evil}{x}',
  '\\id{evil}{x}',
  '\\htmlId{evil}{x}',
  '\\style{background:url(https://evil.example)}{x}',
  '\\data{evil=1}{x}',
  '\\ref{evil} x',
  '\\label{evil} x',
  '\\tooltip{evil}{x}',
  '\\color{url(https://evil.example)}{x}',
  '\\text{<img src="https://evil.example" onerror="alert(1)">}',
  '\\def\\a{x}\\a',
])('%s makes no attribute that acts', async (source) => {
  const container = await draw(`$$${source}$$`);
  const attributes = [...container.querySelectorAll('*')].flatMap((element) =>
    element.getAttributeNames().map((name) => `${name}=${element.getAttribute(name) ?? ''}`),
  );
  const acting = /^(?:href|src|style|id|xlink:|on|action|data-(?!layout|mark|chunk))/;
  expect(attributes.filter((attribute) => acting.test(attribute))).toEqual([]);
  expect(container.querySelector('a, img, maction, semantics, annotation, script')).toBeNull();
});

test('while a formula is written, its source is shown; the elements around it stay', async () => {
  await draw('$x$'); // the reader is there
  const { container, rerender } = render(<Markdown text="Let $x^" isStreaming />);
  expect(container.textContent).toBe('Let x^');
  const paragraph = container.querySelector('p');
  rerender(<Markdown text="Let $x^2$ be" isStreaming />);
  await waitFor(() => expect(container.textContent).toBe('Let x2 be'));
  const math = container.querySelector('math');
  rerender(<Markdown text="Let $x^2$ be the **sum**" isStreaming />);
  expect(container.querySelector('p')).toBe(paragraph);
  expect(container.querySelector('math')).toBe(math);
});

test('a reply with thousands of formulas draws them all, little by little', async () => {
  const text = Array.from({ length: 3000 }, (_, index) => `$x_{${index}}$`).join('\n\n');
  const { container } = render(<Markdown text={text} isStreaming={false} />);
  expect(container.querySelectorAll('math').length).toBeLessThan(3000);
  await waitFor(() => expect(container.querySelectorAll('math')).toHaveLength(3000), {
    timeout: 20_000, // it is as many trees to build
    interval: 200,
  });
});
