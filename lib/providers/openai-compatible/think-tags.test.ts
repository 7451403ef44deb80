import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createThinkTags } from './think-tags';

function read(pieces: readonly string[]) {
  const tags = createThinkTags();
  const thoughts = [...pieces.flatMap((piece) => tags.push(piece)), ...tags.end()];
  const textOf = (type: string) =>
    thoughts.flatMap((each) => (each.type === type ? [each.text] : [])).join('');
  return { reasoning: textOf('reasoning-delta'), text: textOf('text-delta') };
}

test.each([
  ['<think>Hm.</think>Yes.', 'Hm.', 'Yes.'],
  ['\n<think>\nHm.\n</think>\n\nYes.', '\nHm.\n', 'Yes.'],
  ['<think>a < b </thin k></think> Yes', 'a < b </thin k>', 'Yes'],
  ['<think></think>Yes.', '', 'Yes.'],
  ['<think>Never done </th', 'Never done </th', ''],
  ['Use <think>tags</think> so.', '', 'Use <think>tags</think> so.'],
  ['  indented', '', '  indented'],
  ['<thin', '', '<thin'],
  ['<b>bold</b>', '', '<b>bold</b>'],
  ['', '', ''],
])('%j has its reasoning and its text', (content, reasoning, text) => {
  expect(read([content])).toEqual({ reasoning, text });
});

test('reasoning is told apart however the reply is cut into pieces', () => {
  const content = fc
    .array(fc.constantFrom('<think>', '</think>', '<', 'think', '>', ' ', '\n', 'Hm.', '/'))
    .map((words) => words.join(''));
  fc.assert(
    fc.property(content, fc.integer({ min: 1, max: 9 }), (whole, size) => {
      const pieces = [];
      for (let at = 0; at < whole.length; at += size) pieces.push(whole.slice(at, at + size));
      expect(read(pieces)).toEqual(read([whole]));
    }),
  );
});
