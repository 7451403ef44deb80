import * as z from '@/lib/schema';
import { checkConversation, checkShape, type Checked, type RecordFault } from './check';
import {
  exchangedPromptsSchema,
  exchangeFileSchema,
  FORMAT,
  MAX_CONVERSATIONS,
  MAX_FILE_BYTES,
  plainSettingsSchema,
  VERSION,
  type ExchangedConversation,
  type ExchangedSavedPrompt,
  type PlainSettings,
} from './format';
import { JsonLimits, type JsonExcess } from './json-limits';

/** Why nothing at all is made of a file. */
export type FileFault = 'empty' | 'too-large' | 'not-json' | 'other-app' | 'newer' | JsonExcess;

/** A record of a file that is refused, as a person finds it there. */
export interface RefusedRecord {
  readonly record: 'conversation' | 'prompts' | 'settings';
  /** Among its like, from 1. */
  readonly number: number;
  /** Of a conversation, where it has one. */
  readonly title: string;
  readonly fault: RecordFault;
}

export interface ExchangeFile {
  readonly type: 'file';
  readonly exportedAt: number;
  readonly conversations: readonly ExchangedConversation[];
  readonly prompts: readonly ExchangedSavedPrompt[];
  readonly settings: PlainSettings | null;
  /** Servers that the file names, none of which is taken. */
  readonly endpointCount: number;
  readonly refused: readonly RefusedRecord[];
}

export type FileReading = ExchangeFile | { readonly type: 'refused'; readonly fault: FileFault };

/** Checks a file piece by piece; between pieces it runs `pause`, so that no page stands still. */
export async function readExchangeFile(
  file: Blob,
  pause: () => Promise<void>,
): Promise<FileReading> {
  if (file.size > MAX_FILE_BYTES) return refused('too-large');
  const text = await readText(file, pause);
  if (text.type === 'bad') return refused(text.fault);
  if (text.value.trim() === '') return refused('empty');
  let json: unknown;
  try {
    json = JSON.parse(text.value);
  } catch {
    return refused('not-json');
  }
  await pause();
  const { success, data } = z.safeParse(exchangeFileSchema, json);
  return success ? checkRecords(data, pause) : refused(faultOfOther(json));
}

function refused(fault: FileFault): FileReading {
  return { type: 'refused', fault };
}

type TextReading =
  | { readonly type: 'good'; readonly value: string }
  | { readonly type: 'bad'; readonly fault: FileFault };

async function readText(file: Blob, pause: () => Promise<void>): Promise<TextReading> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const limits = new JsonLimits();
  let text = '';
  try {
    for (let at = 0; at < file.size; at += PIECE_BYTES) {
      const bytes = await file.slice(at, at + PIECE_BYTES).arrayBuffer();
      const piece = decoder.decode(bytes, { stream: true });
      const excess = limits.add(piece);
      if (excess !== null) return { type: 'bad', fault: excess };
      text += piece;
      await pause();
    }
    return { type: 'good', value: text + decoder.decode() };
  } catch {
    return { type: 'bad', fault: 'not-json' }; // no UTF-8, or it is gone
  }
}

const PIECE_BYTES = 1_000_000;

const headSchema = z.object({
  format: z.literal(FORMAT),
  version: z.number(z.isWhole),
  conversations: z.optional(z.array(z.unknown())),
});

/** What a JSON file that is none of ours is. */
function faultOfOther(json: unknown): FileFault {
  const { success, data } = z.safeParse(headSchema, json);
  if (!success) return 'other-app';
  if (data.version > VERSION) return 'newer';
  return (data.conversations?.length ?? 0) > MAX_CONVERSATIONS ? 'too-many' : 'not-json';
}

async function checkRecords(
  { exportedAt, ...file }: z.infer<typeof exchangeFileSchema>,
  pause: () => Promise<void>,
): Promise<ExchangeFile> {
  const refusals: RefusedRecord[] = [];
  const conversations: ExchangedConversation[] = [];
  for (const [index, value] of file.conversations.entries()) {
    const checked = checkConversation(value);
    if (checked.type === 'good') conversations.push(checked.value);
    else
      refusals.push({
        record: 'conversation',
        number: index + 1,
        title: titleIn(value),
        fault: checked.fault,
      });
    await pause();
  }

  function optional<T>(record: 'prompts' | 'settings', checked: Checked<T>): T | null {
    if (checked.type === 'good') return checked.value;
    refusals.push({ record, number: 1, title: '', fault: checked.fault });
    return null;
  }
  const { prompts = [], settings = null, endpoints } = file;
  return {
    type: 'file',
    exportedAt,
    conversations,
    prompts: optional('prompts', checkShape(exchangedPromptsSchema, prompts)) ?? [],
    settings: optional('settings', checkShape(z.nullable(plainSettingsSchema), settings)),
    endpointCount: Array.isArray(endpoints) ? endpoints.length : 0,
    refused: refusals,
  };
}

const MAX_SHOWN_TITLE = 60;
const titledSchema = z.object({ title: z.string() });

function titleIn(value: unknown): string {
  const { success, data } = z.safeParse(titledSchema, value);
  return success ? data.title.slice(0, MAX_SHOWN_TITLE) : '';
}
