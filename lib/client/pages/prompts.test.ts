import { beforeEach, expect, test } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { createComposerStore } from '../chat/composer-store';
import { changePrompts, insertPrompt, readPrompts, restorePrompts } from './prompts';
import { speakEnglish } from '../testing';

beforeEach(() => {
  fakeBrowser.reset();
  speakEnglish();
});

const page = {
  title: 'The cape',
  url: 'https://site.example/',
  text: 'A lighthouse.',
  length: 13,
  hiddenCharacters: 0,
};
const quote = { source: 'selection', page, extent: 'start' } as const;

test('a prompt that names the selection takes it into its text', () => {
  const composer = createComposerStore();
  composer.setState({ context: [quote] });
  insertPrompt({ composer }, { id: 'p', title: 'P', text: 'Say {selection} in {language}.' });
  const { text, context } = composer.getState();
  expect(text).toBe('Say A lighthouse. in English.');
  expect(context).toEqual([]);
});

test('a prompt that does not name it leaves it beside the question', () => {
  const composer = createComposerStore();
  composer.setState({ context: [quote] });
  insertPrompt({ composer }, { id: 'p', title: 'P', text: 'What is {title}?' });
  expect(composer.getState()).toMatchObject({ text: 'What is The cape?', context: [quote] });
});

test('the first change makes the suggested prompts the user’s own, and they come back', async () => {
  const suggested = await readPrompts();
  await changePrompts((all) => all.filter(({ id }) => id !== 'rewrite'));
  expect(await readPrompts()).toEqual(suggested.filter(({ id }) => id !== 'rewrite'));
  await restorePrompts(null);
  expect(await readPrompts()).toEqual(suggested);
});
