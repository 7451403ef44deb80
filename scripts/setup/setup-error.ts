/** What the reader can mend; `run.mjs` prints its message alone, where a bug of ours gets a trace. */
export class SetupError extends Error {
  override readonly name = 'SetupError';
}
