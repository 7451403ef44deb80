import fc from 'fast-check';
import { expect, test } from 'vitest';
import { newId, type ConversationId, type MessageId } from '@/lib/chat/ids';
import { textOf, type MessagePart, type Reply } from '@/lib/chat/message';
import { authorsOf, createAuthorsSelector, seamsOf } from './reply-authors';
import { piecesOf } from './reply-pieces';

const conversationId = newId<ConversationId>();
const promptId = newId<MessageId>();

function replyOf(modelId: string, parts: MessagePart[], continues: Reply | null = null): Reply {
  return {
    id: newId<MessageId>(),
    conversationId,
    parentId: promptId,
    createdAt: 0,
    role: 'assistant',
    parts,
    providerId: 'p',
    modelId,
    modelName: modelId.toUpperCase(),
    continues: continues?.id ?? null,
    wait: null,
    outcome: null,
  };
}

const text = (value: string): MessagePart => ({ type: 'text', text: value });
const thought: MessagePart = { type: 'reasoning', text: 'Hm' };

/** What each author wrote, as the thread draws it. */
function drawn(replies: readonly Reply[], reply: Reply): string[] {
  const seams = seamsOf(authorsOf(replies, reply));
  return reply.parts.flatMap((part, index) =>
    piecesOf(
      part,
      seams.filter((seam) => seam.part === index),
    ).map(({ part: piece, seam }) => {
      const words = piece.type === 'text' ? piece.text : piece.type;
      return seam ? `${seam.author.modelName}: ${words}` : words;
    }),
  );
}

test('each stretch of a chain is signed by who wrote it', () => {
  const a = replyOf('a', [text('One ')]);
  const b = replyOf('b', [text('One two ')], a);
  const c = replyOf('c', [text('One two three')], b);
  expect(drawn([a, b, c], c)).toEqual(['One ', 'B: two ', 'C: three']);
  expect(drawn([a, b, c], b)).toEqual(['One ', 'B: two ']);
});

test('a model that goes on with its own text is not named again', () => {
  const a = replyOf('a', [text('One ')]);
  const again = replyOf('a', [text('One two')], a);
  expect(drawn([a, again], again)).toEqual(['One two']);
});

test('who begins with a thought, and who has said nothing yet, is named at the right place', () => {
  const a = replyOf('a', [text('One ')]);
  const b = replyOf('b', [text('One '), thought, text('two')], a);
  expect(drawn([a, b], b)).toEqual(['One ', 'B: reasoning', 'two']);
  const silent = replyOf('b', [text('One ')], a);
  expect(seamsOf(authorsOf([a, silent], silent))).toEqual([{ part: 1, offset: 0, author: silent }]);
});

test('a reply whose beginning is not known is shown as it is', () => {
  const a = replyOf('a', [text('One ')]);
  const b = replyOf('b', [text('One two')], a);
  expect(drawn([b], b)).toEqual(['One two']);
});

test('code that was cut in its middle goes on as code', () => {
  const a = replyOf('a', [text('See:\n\n~~~js\nlet a')]);
  const b = replyOf('b', [text('See:\n\n~~~js\nlet a = 1;\n~~~\nDone.')], a);
  expect(drawn([a, b], b)).toEqual(['See:\n\n~~~js\nlet a', 'B: ~~~js\n = 1;\n~~~\nDone.']);
  const closed = replyOf('a', [text('```\nx\n```\nAfter ')]);
  const after = replyOf('b', [text('```\nx\n```\nAfter it.')], closed);
  expect(drawn([closed, after], after)).toEqual(['```\nx\n```\nAfter ', 'B: it.']);
});

test('the pieces of any chain are its text, and copying gives it whole', () => {
  const words = fc.array(fc.stringMatching(/^[a-z ]{1,8}$/), { minLength: 1, maxLength: 6 });
  fc.assert(
    fc.property(words, (pieces) => {
      const replies: Reply[] = [];
      for (const [at] of pieces.entries()) {
        const whole = pieces.slice(0, at + 1).join('');
        replies.push(replyOf(`m${at}`, [text(whole)], replies.at(-1) ?? null));
      }
      const last = replies.at(-1);
      if (last === undefined) return;
      const names = drawn(replies, last).map((piece) => piece.replace(/^M\d: /, ''));
      expect(names).toEqual(pieces);
      expect(textOf(last)).toBe(pieces.join(''));
    }),
  );
});

test('authors stay the same array while they are the same', () => {
  const a = replyOf('a', [text('One ')]);
  const b = replyOf('b', [text('One two')], a);
  const select = createAuthorsSelector(b);
  const first = select({ messages: [a, b] });
  expect(select({ messages: [a, b] })).toBe(first);
  expect(select({ messages: [b] })).toEqual([b]);
});
