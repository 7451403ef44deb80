/** A list of words as `clike` takes it. */
export function words(list: string): Record<string, true> {
  return Object.fromEntries(list.split(' ').map((word) => [word, true] as const));
}
