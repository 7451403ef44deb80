import * as z from '@/lib/schema';
import { modelSchema, type Model } from '@/lib/chat/provider-info';
import { createStoredItem } from '@/lib/platform/stored-item';

/** By provider id: the models that its service named when it was last asked. */
const schema = z.catch(z.recordOf(z.array(modelSchema)), {});

const item = createStoredItem('local', 'models', (stored) => z.parse(schema, stored));

export function readRememberedModels(): Promise<Readonly<Record<string, readonly Model[]>>> {
  return item.read();
}

export async function rememberModels(providerId: string, models: Model[]): Promise<void> {
  await item.change((before) => ({ ...before, [providerId]: models }));
}

export async function forgetModels(providerId: string): Promise<void> {
  await item.change(({ [providerId]: _, ...others }) => others);
}
