import { expect, test } from 'vitest';
import type { ConversationId, MessageId } from '@/lib/chat/ids';
import type { Message, MessagePart } from '@/lib/chat/message';
import { conversationMarkdown } from './markdown';

const words = { you: 'You', untitled: 'Untitled', image: 'Image' };

function written({ title = 'A title', parts }: { title?: string; parts: MessagePart[] }): string {
  const base = { conversationId: 'c' as ConversationId, createdAt: 0 };
  const prompt: Message = {
    ...base,
    id: 'p' as MessageId,
    role: 'user',
    parentId: null,
    parts: [{ type: 'text', text: 'A question' }],
  };
  const reply: Message = {
    ...base,
    id: 'r' as MessageId,
    role: 'assistant',
    parentId: prompt.id,
    parts,
    providerId: 'any',
    modelId: 'any',
    modelName: 'Model\n# X',
    continues: null,
    wait: null,
    outcome: { type: 'complete', finishReason: 'stop' },
  };
  const other: Message = { ...prompt, id: 'o' as MessageId };
  const conversation = { id: base.conversationId, title, createdAt: 0, updatedAt: 0 };
  return conversationMarkdown(
    { conversation: { ...conversation, leafId: reply.id }, messages: [prompt, other, reply] },
    words,
  );
}

test('the shown branch is written with who said what, without the reasoning', () => {
  const text = written({
    parts: [
      { type: 'reasoning', text: 'Hm.' },
      { type: 'text', text: '**An** answer\n' },
      { type: 'source', url: 'https://site.example/(a)', title: 'A [site]' },
    ],
  });
  expect(text).toBe(
    [
      '# A title',
      '## You',
      'A question',
      '## Model # X',
      '**An** answer',
      String.raw`- [A \[site\]](<https://site.example/(a)>)`,
      '',
    ]
      .join('\n\n')
      .replace(/\n\n$/, '\n'),
  );
});

test('what has no title or no address is named in words', () => {
  const text = written({
    title: ' ',
    parts: [
      { type: 'source', url: 'javascript:alert(1)', title: '' },
      { type: 'image-link', url: 'https://a.example/x', alt: '' },
    ],
  });
  expect(text).toContain('# Untitled');
  expect(text).toContain('- javascript:alert(1)');
  expect(text).toContain('[Image](<https://a.example/x>)');
});
