import { startDuckduckgoEmulator } from './duckduckgo';
import type { ProviderEmulator } from './script';

interface EmulatorOptions {
  /** A virtual clock, shared with the client. */
  readonly now: () => number;
}

/** The stand-in for each provider's service, by provider id. A provider without one fails its test. */
export const emulators: Readonly<
  Record<string, (options: EmulatorOptions) => Promise<ProviderEmulator>>
> = {
  duckduckgo: startDuckduckgoEmulator,
};
