import * as z from '@/lib/schema';

/** A model server that answered on this computer. */
export const localServerSchema = z.object({
  /** `ollama`, which is a provider of its own, or the id of the preset an endpoint is made from. */
  id: z.string(),
  name: z.string(),
  baseUrl: z.string(),
  /** Names of its models; `null` where it wants a key before it tells. */
  models: z.nullable(z.array(z.string())),
  /** Whether it refuses extensions until its user allows them: see `ollamaOriginsCommand`. */
  refusesUs: z.boolean(),
  /** The provider that uses this server already; `null` where none does. */
  providerId: z.nullable(z.string()),
});
export type LocalServer = z.infer<typeof localServerSchema>;

/** Match patterns to ask for before looking for servers; ports do not count in them. */
export const LOCAL_ORIGINS = ['http://localhost/*', 'http://127.0.0.1/*'] as const;
