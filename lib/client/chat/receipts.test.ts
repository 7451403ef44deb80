import { expect, test } from 'vitest';
import * as z from '@/lib/schema';
import { messageIdSchema } from '@/lib/chat/ids';
import type { Receipt } from '@/lib/chat/receipt';
import { hostsOf, prettyBody, receiptTokens } from './receipts';

function receiptOf(known: Partial<Receipt>): Receipt {
  return {
    replyId: z.parse(messageIdSchema, 'r'),
    providerId: 'p',
    providerName: 'P',
    modelId: 'm',
    modelName: 'M',
    systemPrompt: '',
    temperature: null,
    maxTokens: null,
    messages: [],
    requests: [],
    ...known,
  };
}

const tokensOf = (text: string, systemPrompt = '') =>
  receiptTokens(receiptOf({ systemPrompt, messages: [{ role: 'user', text, images: [] }] }));

test('tokens are estimated from the text, and denser scripts have more of them', () => {
  expect(tokensOf('four')).toBe(1);
  expect(tokensOf('four', 'four')).toBe(2);
  expect(tokensOf('四个汉字')).toBe(4);
  expect(tokensOf('')).toBe(0);
});

test('each host that was asked is named once', () => {
  const requests = ['https://a.example/1', 'https://a.example/2', 'http://localhost:11434/x'].map(
    (url) => ({ at: 0, method: 'GET', url, headers: {}, body: null }),
  );
  expect(hostsOf(receiptOf({ requests }))).toEqual(['a.example', 'localhost:11434']);
});

test('a JSON body can be read; what is no JSON, or reads well already, is shown as it is', () => {
  expect(prettyBody('{"a":[1]}')).toBe('{\n  "a": [\n    1\n  ]\n}');
  expect(prettyBody('a=1&b=2')).toBeNull();
  expect(prettyBody('7')).toBeNull();
});
