import fc from 'fast-check';
import type { MessageId } from '@/lib/chat/ids';
import { FORMAT, VERSION, type ExchangedConversation, type ExchangedMessage } from './format';

const text = fc.string({ unit: 'grapheme', maxLength: 40 });

/** A reply and its prompt, beside other tries or below them, as `place` falls. */
const turn = fc.record({
  prompt: text,
  reply: text,
  model: text,
  place: fc.nat(),
  retry: fc.boolean(),
});

/** Conversations as files have them, with branches, gaps in time and any text. */
export const exchangedConversations: fc.Arbitrary<ExchangedConversation> = fc
  .record({ title: text, turns: fc.array(turn, { maxLength: 6 }), start: fc.nat() })
  .map(({ title, turns, start }) => {
    const messages: ExchangedMessage[] = [];
    const id = () => `m${messages.length}` as MessageId;
    const createdAt = () => start + messages.length;
    for (const { prompt, reply, model, place, retry } of turns) {
      const prompts = messages.filter(({ role }) => role === 'user');
      const replies = messages.filter(({ role }) => role === 'assistant');
      let promptId = prompts[place % (prompts.length || 1)]?.id;
      if (!retry || promptId === undefined) {
        const parentId = replies[place % (replies.length + 1)]?.id ?? null;
        promptId = id();
        const parts = [{ type: 'text' as const, text: prompt }];
        messages.push({ role: 'user', id: promptId, parentId, createdAt: createdAt(), parts });
      }
      messages.push({
        role: 'assistant',
        id: id(),
        parentId: promptId,
        createdAt: createdAt(),
        parts: [{ type: 'text', text: reply }],
        providerId: 'any',
        modelId: model,
        modelName: model,
        continues: null,
        outcome: { type: 'complete', finishReason: 'stop' },
      });
    }
    const leafId = messages.at(-1)?.id ?? null;
    return { title, createdAt: start, updatedAt: start, leafId, messages, images: [] };
  });

/** Whole exports in which one thing, at any depth, is not what it was. */
export const mutatedExports: fc.Arbitrary<unknown> = fc
  .array(exchangedConversations, { minLength: 1, maxLength: 2 })
  .chain((conversations) =>
    mutated({ format: FORMAT, version: VERSION, exportedAt: 0, conversations }),
  );

function mutated(value: unknown): fc.Arbitrary<unknown> {
  const nothing: unknown = undefined;
  const junk = fc.oneof(
    fc.jsonValue(),
    fc.constantFrom<unknown>(nothing, null, -1, 1e308, '', '__proto__', [], {}, 'x'.repeat(2000)),
  );
  if (typeof value !== 'object' || value === null) return junk;
  const keys = Object.keys(value);
  if (keys.length === 0) return junk;
  return fc.oneof(
    { weight: 1, arbitrary: junk },
    {
      weight: 4,
      arbitrary: fc.constantFrom(...keys).chain((key) =>
        mutated(Reflect.get(value, key)).map((inner) => {
          if (!Array.isArray(value)) return { ...value, [key]: inner };
          return value.map((each: unknown, index) => (String(index) === key ? inner : each));
        }),
      ),
    },
  );
}
