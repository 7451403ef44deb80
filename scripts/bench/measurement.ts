/** One line of the bench's result. */
export interface Measurement {
  readonly name: string;
  readonly unit: 'ms' | 'MB';
  readonly value: number;
  /** What the value is compared with, and how many times as much it may be. */
  readonly floor?: number | undefined;
  readonly goal?: number | undefined;
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = (sorted.length - 1) / 2;
  const [low = Number.NaN, high = Number.NaN] = [
    sorted[Math.floor(middle)],
    sorted[Math.ceil(middle)],
  ];
  return (low + high) / 2;
}

/** The value that `share` of all are not above. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.ceil(share * sorted.length) - 1] ?? Number.NaN;
}

/** `value / floor`, where there is a floor to stand on. */
export function ratioOf({ value, floor = 0 }: Measurement): number | undefined {
  return floor === 0 ? undefined : value / floor;
}

/** The result as one line for a person. */
export function describe(measurement: Measurement): string {
  const { name, unit, value, floor, goal } = measurement;
  const ratio = ratioOf(measurement);
  const cells = [name.padEnd(58), `${value.toFixed(1)} ${unit}`.padStart(12)];
  if (floor !== undefined) cells.push(`${floor.toFixed(1)} ${unit}`.padStart(12));
  if (ratio !== undefined) cells.push(times(ratio));
  if (ratio !== undefined && goal !== undefined) {
    cells.push(`≤ ${goal} ×`.padStart(8), ratio <= goal ? 'ok' : 'OVER');
  }
  return cells.join('  ');
}

function times(ratio: number): string {
  return `${ratio.toFixed(2)} ×`.padStart(9);
}
