import type { Message, Reply } from '@/lib/chat/message';

/** Whether `reply` stands in for a try of another provider that failed: the one just before it. */
export function standsIn(messages: readonly Message[], reply: Reply): boolean {
  const before = messages.findLast(
    (message): message is Reply =>
      message.role === 'assistant' &&
      message.parentId === reply.parentId &&
      message.createdAt < reply.createdAt,
  );
  return before?.outcome?.type === 'failed' && before.providerId !== reply.providerId;
}
