import * as z from 'zod/mini';
import { recordOf } from '@/lib/chat/schemas';
import { modelSchema, type Model } from '@/lib/chat/provider-info';
import { createStoredItem } from '@/lib/platform/stored-item';

/** By provider id: the models that its service named when it was last asked. */
const schema = z.catch(recordOf(z.array(modelSchema)), {});

const item = createStoredItem('local', 'models', (stored) => schema.parse(stored));

export function readRememberedModels(): Promise<Readonly<Record<string, readonly Model[]>>> {
  return item.read();
}

export async function rememberModels(providerId: string, models: Model[]): Promise<void> {
  await item.change((before) => ({ ...before, [providerId]: models }));
}

export async function forgetModels(providerId: string): Promise<void> {
  await item.change(({ [providerId]: _, ...others }) => others);
}
