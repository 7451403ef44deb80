import type { ChatService, Started } from '../replies/chat-service';
import type { ImageService } from '../images/images';

/** What menus, keys and the address bar need to ask something. */
export interface AskHandlers {
  readonly starting: Promise<ChatService>;
  readonly images: Promise<ImageService>;
  /** Keeps the background running until the reply has ended. */
  readonly keepRunning: (started: Started) => void;
}
