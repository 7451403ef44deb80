import type { ConversationId } from '@/lib/chat/ids';
import type { Message } from '@/lib/chat/message';
import {
  MAX_FILE_BYTES,
  type ExchangedEndpoint,
  type ExchangedImage,
  type PlainSettings,
} from '@/lib/exchange/format';
import { fileText, toFile, type FileRest } from '@/lib/exchange/to-file';
import { request } from '@/lib/messaging/request-client';
import { readSettings, type Settings } from '@/lib/settings/settings';
import { download } from './download';
import { dayOf } from './file-name';

export interface ExportOptions {
  readonly withImages: boolean;
  readonly withEndpoints: boolean;
  /** Hears how many of the conversations are read. */
  readonly onProgress: (count: number, total: number) => void;
}

export interface ExportedData {
  /** One, or as many as an import takes one by one. */
  readonly files: readonly Blob[];
  readonly conversationCount: number;
  /** Titles of those that could not be read: damaged, or deleted meanwhile. */
  readonly missing: readonly string[];
}

/**
 * Everything that is the user's own, as files, without what proves who they are. Conversations come
 * one at a time: no message to this page has to hold them all.
 * @throws {ChatError} when the background does not answer.
 */
export async function exportData({
  withImages,
  withEndpoints,
  onProgress,
}: ExportOptions): Promise<ExportedData> {
  const [conversations, settings] = await Promise.all([
    request('list-conversations', {}),
    readSettings(),
  ]);
  const rest: FileRest = {
    exportedAt: Date.now(),
    ...restOf(settings),
    ...(withEndpoints && { endpoints: endpointsOf(settings) }),
  };
  const texts: Blob[] = [];
  const missing: string[] = [];
  for (const [index, { id, title }] of conversations.entries()) {
    onProgress(index, conversations.length);
    const text = await conversationText(id, { withImages });
    if (text === null) missing.push(title);
    else texts.push(text);
  }
  return { files: inFiles(texts, rest), conversationCount: texts.length, missing };
}

/** Lets the browser save what was exported. */
export function saveExport({ files }: ExportedData): void {
  const name = `sidelight-${dayOf(Date.now())}`;
  files.forEach((file, index) =>
    download(file, index === 0 ? `${name}.json` : `${name}-${index + 1}.json`),
  );
}

/** The user's settings as files have them. */
export function plainSettings({ theme, asksAtOnce, quietSites }: Settings): PlainSettings {
  return { theme, asksAtOnce, quietSites };
}

function restOf(settings: Settings): Pick<FileRest, 'prompts' | 'settings'> {
  const { prompts } = settings;
  return {
    ...(prompts !== null && { prompts: prompts.map(({ title, text }) => ({ title, text })) }),
    settings: plainSettings(settings),
  };
}

function endpointsOf({ endpoints, providers }: Settings): ExchangedEndpoint[] {
  return endpoints.map(({ id, name, kind }) => {
    const baseUrl = providers[id]?.['baseUrl'];
    return { name, kind, baseUrl: typeof baseUrl === 'string' ? baseUrl : '' };
  });
}

/** `null` for one that cannot be read: the others are still worth keeping. */
async function conversationText(
  conversationId: ConversationId,
  { withImages }: Pick<ExportOptions, 'withImages'>,
): Promise<Blob | null> {
  const stored = await request('read-conversation', { conversationId }).catch(() => null);
  if (stored === null) return null;
  const images = withImages ? await imagesIn(stored.messages) : [];
  return new Blob([JSON.stringify(toFile({ ...stored, images }))]);
}

async function imagesIn(messages: readonly Message[]): Promise<ExchangedImage[]> {
  const parts = messages.flatMap((message) => message.parts);
  const ids = new Set(parts.flatMap((part) => (part.type === 'image' ? [part.blobId] : [])));
  const images: ExchangedImage[] = [];
  for (const id of ids) {
    const image = await request('read-image', { imageId: id });
    if (image !== null) images.push({ id, ...image });
  }
  return images;
}

/** Each as large as an import takes it; the first has what is no conversation. */
function inFiles(texts: readonly Blob[], rest: FileRest): Blob[] {
  const groups: Blob[][] = [[]];
  const around = toBlob([], rest).size;
  let size = around;
  for (const text of texts) {
    const group = groups.at(-1);
    if (group === undefined || size + text.size > MAX_FILE_BYTES - SEPARATORS_BYTES) {
      groups.push([text]);
      size = around + text.size;
    } else {
      group.push(text);
      size += text.size;
    }
  }
  const { exportedAt } = rest;
  return groups
    .filter((group, index) => index === 0 || group.length > 0)
    .map((group, index) => toBlob(group, index === 0 ? rest : { exportedAt }));
}

function toBlob(texts: readonly Blob[], rest: FileRest): Blob {
  return new Blob(fileText(texts, rest), { type: 'application/json' });
}

/** More than commas between all conversations take. */
const SEPARATORS_BYTES = 100_000;
