import { expect, test } from 'vitest';
import { fillPrompt, namesSelection } from './saved-prompts';

const values = {
  selection: 'some {language} text $1 $&',
  language: 'Deutsch',
  title: 'A page',
  address: 'https://site.example/',
};

test('place-holders become what they stand for, as it is', () => {
  expect(fillPrompt('To {language}, from {title} ({address}): {selection}', values)).toBe(
    'To Deutsch, from A page (https://site.example/): some {language} text $1 $&',
  );
});

test('other braces are text', () => {
  expect(fillPrompt('{name} {} {{language}}', values)).toBe('{name} {} {Deutsch}');
});

test('a prompt that names the selection is told from one that does not', () => {
  expect(namesSelection('Explain: {selection}')).toBe(true);
  expect(namesSelection('Explain this.')).toBe(false);
});
