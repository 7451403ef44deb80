/**
 * Calls `action` after the next frame was painted: until then each look at the layout costs another, and
 * what is done after it is no part of that frame. The function it returns takes that back. In a page
 * that nobody sees there is no frame.
 */
export function afterPaint(action: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const frame = requestAnimationFrame(() => (timer = setTimeout(action)));
  return () => {
    cancelAnimationFrame(frame);
    clearTimeout(timer);
  };
}
