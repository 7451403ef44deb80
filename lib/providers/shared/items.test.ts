import { expect, test } from 'vitest';
import type { FinishReason } from '@/lib/chat/message';
import type { ProviderEvent } from '../provider';
import { readItems, type Emit } from './items';

test('what arrives together goes on together, with its deltas joined', async () => {
  expect(await read([['a', 'b', 'source', 'c'], ['d', 'wait'], [], ['e']])).toEqual({
    steps: ['ab', 'source', 'c', 'd', 'wait', 'e'],
    finishReason: null,
  });
});

test('a finish reason ends it: nothing that follows is read', async () => {
  expect(await read([['a', 'end', 'b'], ['c']])).toEqual({ steps: ['a'], finishReason: 'length' });
});

test('what came before an error is kept', async () => {
  expect(await read([['a'], ['b', 'c', 'error', 'd']])).toEqual({
    steps: ['a', 'bc'],
    error: new Error('unreadable'),
  });
});

test('leaving early ends the groups', async () => {
  let hasEnded = false;
  async function* groups() {
    try {
      yield ['a'];
      yield ['b'];
    } finally {
      hasEnded = true;
    }
  }
  for await (const event of readItems(groups(), say)) {
    expect(event).toEqual({ type: 'text-delta', text: 'a' });
    break;
  }
  expect(hasEnded).toBe(true);
});

function say(item: string, emit: Emit): FinishReason | void {
  if (item === 'error') throw new Error('unreadable');
  if (item === 'end') return 'length';
  if (item === 'source') emit({ type: 'source', url: 'https://example.com/', title: '' });
  else if (item === 'wait') emit({ type: 'wait', wait: { kind: 'network', until: 0 } });
  else emit({ type: 'text-delta', text: item });
}

/** A step for each event: its text, or its type. */
async function read(groups: readonly string[][]) {
  const steps: string[] = [];
  try {
    const reply = readItems(inTurn(groups), say);
    for (;;) {
      const step = await reply.next();
      if (step.done) return { steps, finishReason: step.value };
      steps.push(nameOf(step.value));
    }
  } catch (error) {
    return { steps, error };
  }
}

async function* inTurn(groups: readonly string[][]) {
  yield* groups;
}

function nameOf(event: ProviderEvent): string {
  return event.type === 'text-delta' ? event.text : event.type;
}
