import { newId, type ConversationId } from '@/lib/chat/ids';
import type { PlainSettings } from '@/lib/exchange/format';
import {
  readExchangeFile,
  type ExchangeFile,
  type FileReading,
  type RefusedRecord,
} from '@/lib/exchange/read-file';
import { request } from '@/lib/messaging/request-client';
import { SUGGESTED_QUIET_SITES } from '@/lib/context/quiet-sites';
import { changeSettings, type Settings } from '@/lib/settings/settings';
import { plainSettings } from './export-data';
import { promptsIn } from '../pages/prompts';

/** A page that works longer at a time feels stuck. */
const SLICE_MS = 30;

/** Reads and checks a file without changing anything. */
export function readImport(file: Blob): Promise<FileReading> {
  return readExchangeFile(file, createPause());
}

/** What the user wants of a file beside its conversations. */
export interface ImportOptions {
  readonly withPrompts: boolean;
  readonly withSettings: boolean;
}

/** What came in, so that it can be taken back. */
export interface Imported {
  readonly type: 'imported';
  readonly conversationIds: readonly ConversationId[];
  readonly promptIds: readonly string[];
  /** As they were before; `null` where they were left alone. */
  readonly settingsBefore: PlainSettings | null;
}

export type ImportResult =
  | Imported
  | { readonly type: 'refused'; readonly refused: readonly RefusedRecord[] };

/**
 * Takes in what a file has, as new: nothing that is there is changed, and if anything is refused
 * nothing comes in.
 * @throws {ChatError} when the background cannot store it; then nothing came in either.
 */
export async function importData(
  { conversations, prompts, settings, refused }: ExchangeFile,
  { withPrompts, withSettings }: ImportOptions,
): Promise<ImportResult> {
  if (refused.length > 0) return { type: 'refused', refused };
  const importId: string = newId<ConversationId>();
  const conversationIds: ConversationId[] = [];
  for (const [index, conversation] of conversations.entries()) {
    const conversationId = newId<ConversationId>();
    const where = await request('stage-import', { importId, conversationId, conversation });
    if (where !== null) {
      const { title } = conversation;
      const fault = { type: 'image', where } as const;
      return {
        type: 'refused',
        refused: [{ record: 'conversation', number: index + 1, title, fault }],
      };
    }
    conversationIds.push(conversationId);
  }
  await request('finish-import', { importId, conversationIds });
  try {
    const beside = await changeBeside({
      prompts: withPrompts ? prompts : [],
      settings: withSettings ? settings : null,
    });
    return { type: 'imported', conversationIds, ...beside };
  } catch (error) {
    await deleteConversations(conversationIds);
    throw error;
  }
}

/** Takes back an import: its conversations are deleted, prompts and settings are as before. */
export async function removeImported(imported: Imported): Promise<void> {
  await deleteConversations(imported.conversationIds);
  await takeBackBeside(imported);
}

async function deleteConversations(ids: readonly ConversationId[]): Promise<void> {
  for (const conversationId of ids) await request('delete-conversation', { conversationId });
}

type Beside = Pick<ExchangeFile, 'prompts' | 'settings'>;

/** Prompts join the user's own; of the quiet sites, too, none is lost. */
async function changeBeside({
  prompts,
  settings,
}: Beside): Promise<Pick<Imported, 'promptIds' | 'settingsBefore'>> {
  const added = prompts.map((prompt) => ({ ...prompt, id: crypto.randomUUID() as string }));
  let settingsBefore: PlainSettings | null = null;
  if (added.length === 0 && settings === null) return { promptIds: [], settingsBefore };
  await changeSettings((before) => {
    settingsBefore = settings === null ? null : plainSettings(before);
    return {
      ...before,
      ...(settings && { ...settings, quietSites: joined(before, settings) }),
      ...(added.length > 0 && { prompts: [...promptsIn(before), ...added] }),
    };
  });
  return { promptIds: added.map(({ id }) => id), settingsBefore };
}

function joined(before: Settings, { quietSites }: PlainSettings): Settings['quietSites'] {
  if (quietSites === null) return before.quietSites;
  return [...new Set([...(before.quietSites ?? SUGGESTED_QUIET_SITES), ...quietSites])];
}

async function takeBackBeside({ promptIds, settingsBefore }: Imported): Promise<void> {
  if (promptIds.length === 0 && settingsBefore === null) return;
  await changeSettings((settings) => ({
    ...settings,
    ...settingsBefore,
    prompts: settings.prompts?.filter(({ id }) => !promptIds.includes(id)) ?? null,
  }));
}

function createPause(): () => Promise<void> {
  let since = performance.now();
  return async () => {
    if (performance.now() - since < SLICE_MS) return;
    await new Promise((resolve) => {
      setTimeout(resolve);
    });
    since = performance.now();
  };
}
