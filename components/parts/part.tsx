import type { MessagePart, Reply } from '@/lib/chat/message';
import { lazyPart } from '@/components/controls/lazy-part';
import { Markdown } from '@/components/markdown/markdown';
import { ContextPart } from './context-part';
import { ImageFrame } from './image-frame';
import { ReasoningPart } from './reasoning-part';
import { SourcePart } from './source-part';

const ImagePart = lazyPart(async () => (await import('./image-part')).ImagePart, ImageFrame);
const ImageLinkPart = lazyPart(
  async () => (await import('./image-link-part')).ImageLinkPart,
  () => null,
);

interface PartProps {
  readonly part: MessagePart;
  /** The reply that it is a part of. */
  readonly reply: Reply;
  /** Whether more of it may come. */
  readonly isStreaming: boolean;
}

/** One part of a reply, by its type. */
export function Part({ part, reply, isStreaming }: PartProps) {
  switch (part.type) {
    case 'text':
      return <Markdown text={part.text} isStreaming={isStreaming} />;
    case 'reasoning':
      return <ReasoningPart part={part} isStreaming={isStreaming} />;
    case 'image':
      return <ImagePart part={part} reply={reply} />;
    case 'image-link':
      return <ImageLinkPart part={part} reply={reply} />;
    case 'context':
      return <ContextPart part={part} />;
    case 'source':
      return <SourcePart url={part.url} title={part.title} />;
  }
}
