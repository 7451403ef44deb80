/** Calls `action` after the next frame was painted: until then each look at the layout costs another. */
export function afterPaint(action: () => void): void {
  requestAnimationFrame(() => setTimeout(action));
}
