import { startAiaskEmulator } from './aiask';
import { startAichatsEmulator } from './aichats';
import { startDarkaiEmulator } from './darkai';
import { startDuckduckgoEmulator } from './duckduckgo';
import type { Script } from './script';

/** The stand-ins for all services that need no key, by provider id. */
export type FreeServices = Awaited<ReturnType<typeof startAll>>;

/** Starts them on any free ports; they stop when they are disposed of. */
export async function startFreeServices(
  script: Partial<Script> = {},
): Promise<FreeServices & AsyncDisposable> {
  const services = await startAll(script);
  return {
    ...services,
    [Symbol.asyncDispose]: async () => {
      await Promise.all(Object.values(services).map((service) => service.close()));
    },
  };
}

async function startAll(script: Partial<Script>) {
  const [duckduckgo, aichats, darkai, aiask] = await Promise.all([
    startDuckduckgoEmulator({ script }),
    startAichatsEmulator({ script }),
    startDarkaiEmulator({ script }),
    startAiaskEmulator({ script }),
  ]);
  return { duckduckgo, aichats, darkai, aiask };
}
