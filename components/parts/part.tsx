import type { MessagePart } from '@/lib/chat/message';
import { Markdown } from '@/components/markdown/markdown';
import { ImagePart } from './image-part';
import { ImageLinkPart } from './image-link-part';
import { ReasoningPart } from './reasoning-part';
import { SourcePart } from './source-part';

/** One part of a reply, by its type. `isStreaming` while more of it may come. */
export function Part({
  part,
  isStreaming,
}: {
  readonly part: MessagePart;
  readonly isStreaming: boolean;
}) {
  switch (part.type) {
    case 'text':
      return <Markdown text={part.text} isStreaming={isStreaming} />;
    case 'reasoning':
      return <ReasoningPart part={part} isStreaming={isStreaming} />;
    case 'image':
      return <ImagePart alt={part.alt} />;
    case 'image-link':
      return <ImageLinkPart url={part.url} alt={part.alt} />;
    case 'source':
      return <SourcePart url={part.url} title={part.title} />;
  }
}
